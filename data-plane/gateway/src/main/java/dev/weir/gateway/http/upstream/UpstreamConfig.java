package dev.weir.gateway.http.upstream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** The Kafka clients with which HTTP requests reach brokers. */
@ConfigMapping(prefix = "weir.gateway.http.upstream")
public interface UpstreamConfig {
    /**
     * Principals with open clients at one time, over all clusters; beyond it the longest idle one gives way. One that writes
     * is two threads and 230 KB of heap.
     */
    @WithDefault("1000")
    int max();

    /** How long a principal's clients stay open unused. */
    @WithDefault("2M")
    Duration idle();

    /** How long a request waits for a cluster that isn't running yet, or is being started again. */
    @WithDefault("30S")
    Duration clusterWait();

    /** How long Kafka may take for one request, including all repetitions inside the client. */
    @WithDefault("15S")
    Duration timeout();

    /** Consumers that one principal may have at one time, which is how many reads it can have waiting. */
    @WithDefault("32")
    int consumers();

    /**
     * Consumers of REST v2 and streams of groups at this gateway, over all clusters; one cluster has at most half. By default
     * one for each 1.5 MB of heap.
     */
    OptionalInt members();

    /** Bytes of one principal's records that may wait for the broker; never less than two largest messages. */
    @WithDefault("8M")
    MemorySize buffer();
}
