package dev.weir.gateway.http.consume;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/**
 * What somebody wants to read.
 *
 * @param partition of which topic
 * @param start from where
 * @param maxBytes of keys, values and headers together; a first record may exceed it
 * @param patience how long to wait when there is nothing yet
 */
public record ReadRequest(TopicPartition partition, Start start, long maxBytes, Duration patience) {}
