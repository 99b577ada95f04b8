/** What the gateway costs: throughput, latency, CPU, memory and logins, beside a bare relay and no relay at all. */
@NullMarked
package dev.weir.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
