/**
 * How a Kafka client proves who it is: one {@link dev.weir.gateway.kafka.sasl.Exchange} for each conversation, made by
 * {@link dev.weir.gateway.kafka.sasl.Mechanisms}. Nothing here knows of frames or sockets, and nothing blocks.
 */
@NullMarked
package dev.weir.gateway.kafka.sasl;

import org.jspecify.annotations.NullMarked;
