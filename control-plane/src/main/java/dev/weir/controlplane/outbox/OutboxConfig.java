package dev.weir.controlplane.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is emptied. */
@ConfigMapping(prefix = "weir.outbox")
interface OutboxConfig {
    /** Records sent before the first acknowledgement is awaited. */
    @WithDefault("250")
    int batch();

    /** The outbox is looked into this often even when no notification says that something is there. */
    @WithDefault("1s")
    Duration tick();

    /** How often a heartbeat is written to each topic. */
    @WithDefault("5s")
    Duration heartbeat();

    /** How often a control plane that doesn't publish asks whether it may. */
    @WithDefault("200ms")
    Duration takeover();

    /**
     * After this nothing that a predecessor sent can still be on its way: longer than {@code delivery.timeout.ms} of the
     * channel {@code platform}.
     */
    @WithDefault("8s")
    Duration settle();

    /** Whether the platform's topics are made where they are missing: by whoever publishes, before it does. */
    @WithDefault("false")
    boolean makeTopics();

    /** On how many brokers of the platform's Kafka the topics that are made stand; one of three may be away then. */
    @WithDefault("1")
    short replicas();
}
