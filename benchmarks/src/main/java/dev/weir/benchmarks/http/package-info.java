/** What Kafka over HTTP costs: beside Kafka's own clients through the same gateway, in the same run. */
@NullMarked
package dev.weir.benchmarks.http;

import org.jspecify.annotations.NullMarked;
