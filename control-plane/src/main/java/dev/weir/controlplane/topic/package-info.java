/**
 * The catalogue of topics. Kafka is the truth: gateways tell which topics there are by {@code weir.topic-events},
 * {@link dev.weir.controlplane.topic.TopicListingReader} reads that, and who may see a cluster may see its topics here.
 */
@NullMarked
package dev.weir.controlplane.topic;

import org.jspecify.annotations.NullMarked;
