/** The Kafka client that measures, the same for both sides of a comparison. */
@NullMarked
package dev.weir.benchmarks.client;

import org.jspecify.annotations.NullMarked;
