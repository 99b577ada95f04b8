/**
 * What Prometheus is told: requests, bytes, latencies, waits and refusals of each cluster. The number of series is
 * bounded, whatever tenants do: so many clusters have series of their own, all others share one.
 */
@NullMarked
package dev.weir.gateway.metrics;

import org.jspecify.annotations.NullMarked;
