package dev.weir.gateway.kafka;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the gateway listens for Kafka clients and how much it bears. */
@ConfigMapping(prefix = "weir.gateway.kafka")
interface KafkaConfig {
    /** Address of all Kafka ports. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port that leads to any broker of the caller's cluster. */
    @WithDefault("9092")
    int bootstrapPort();

    /** How many ports follow the bootstrap port; the k-th leads to broker k of the caller's cluster. */
    @WithDefault("3")
    int nodePorts();

    /** Event loops; 0 is one per processor. */
    @WithDefault("0")
    int threads();

    /** How long a client may take to authenticate. */
    @WithDefault("10s")
    Duration authenticationTimeout();

    /** How long a wrong secret waits for its answer. */
    @WithDefault("200ms")
    Duration failureDelay();

    /** Largest frame before authentication. */
    @WithDefault("64K")
    MemorySize handshakeFrame();

    /** Connections at one time that haven't authenticated yet. */
    @WithDefault("2000")
    int unauthenticatedConnections();

    /** How much larger than the plan's largest record batch a frame may be. */
    @WithDefault("1M")
    MemorySize frameMargin();

    /** How long a frame may take from its first byte to its last. */
    @WithDefault("30s")
    Duration frameTimeout();

    /** Bytes that unfinished frames may hold for one cluster. */
    @WithDefault("64M")
    MemorySize incompletePerCluster();

    /** Bytes that unfinished frames may hold for all clusters together. */
    @WithDefault("256M")
    MemorySize incompleteTotal();

    /** How long a client is held while its cluster isn't there (yet). */
    @WithDefault("30s")
    Duration upstreamPatience();

    /** How long an authenticated client may be silent before it has asked anything. */
    @WithDefault("10m")
    Duration idleTimeout();

    /** Unanswered requests of one connection beyond which it isn't read. */
    @WithDefault("128")
    int requestsInFlight();

    /** How long requests in flight may take when the gateway stops. */
    @WithDefault("3s")
    Duration shutdownPatience();
}
