package dev.weir.gateway.kafka;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** How long the first wrong secret of an address waits for its answer; each further one twice as long. */
    @WithDefault("200ms")
    Duration failureDelay();

    /** However often one address fails, no answer waits longer. */
    @WithDefault("5s")
    Duration longestFailureDelay();

    /** How long failures of an address count together. */
    @WithDefault("1m")
    Duration failureMemory();

    /** Addresses whose failures are remembered. */
    @WithDefault("10000")
    int failureAddresses();

    /** How long a client may go on before it has to prove again who it is (Kafka's connections.max.reauth.ms); 0 is forever. */
    @WithDefault("0s")
    Duration maxReauth();

    /**
     * Addresses and networks (10.1.0.0/16) of proxies that begin each connection with the client's own address (PROXY
     * protocol, version 2). From others such a beginning is refused like any other nonsense.
     */
    Optional<List<String>> proxies();

    /** Largest frame before authentication. */
    @WithDefault("64K")
    MemorySize handshakeFrame();

    /** Connections at one time that haven't authenticated yet. */
    @WithDefault("2000")
    int unauthenticatedConnections();

    /** How many of them one address may have; of IPv6, one network of 64 bits. */
    @WithDefault("500")
    int unauthenticatedPerAddress();

    /** How much larger than the plan's largest record batch a frame may be. */
    @WithDefault("1M")
    MemorySize frameMargin();

    /** How long a frame may take from its first byte to its last. */
    @WithDefault("30s")
    Duration frameTimeout();

    /** Bytes that unfinished frames may hold for one cluster; otherwise a third of the total. */
    Optional<MemorySize> incompletePerCluster();

    /** Bytes that unfinished frames may hold for all clusters of one organization; otherwise half of the total. */
    Optional<MemorySize> incompletePerOrganization();

    /** Bytes that unfinished frames may hold for all clusters together; otherwise half of the JVM's direct memory. */
    Optional<MemorySize> incompleteTotal();

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
