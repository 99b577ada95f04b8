package dev.weir.controlplane.outbox;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.PlatformTopics;
import dev.weir.tenants.events.Heartbeat;
import dev.weir.tenants.events.PlatformTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Shows on each topic that what is told there is told to this day. Used by whoever publishes. */
@ApplicationScoped
class Heartbeats {
    private static final List<PlatformTopic> WRITTEN = List.of(
            PlatformTopic.CLUSTERS,
            PlatformTopic.CLUSTER_SECRETS,
            PlatformTopic.API_KEYS,
            PlatformTopic.ACCESS,
            PlatformTopic.IDENTITY_PROVIDERS);

    private final PlatformTopics topics;
    private final PlatformJson json;
    private final OutboxConfig config;
    private final Clock clock;
    private long next;

    Heartbeats(PlatformTopics topics, PlatformJson json, OutboxConfig config, Clock clock) {
        this.topics = topics;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    void beatIfDue() throws InterruptedException, ExecutionException {
        long now = clock.millis();
        if (now < next) {
            return;
        }
        next = now + config.heartbeat().toMillis();
        String heartbeat = json.write(new Heartbeat(Heartbeat.SCHEMA, now));
        CompletableFuture.allOf(WRITTEN.stream()
                        .map(topic -> topics.send(topic, PlatformTopic.HEARTBEAT_KEY, heartbeat))
                        .toArray(CompletableFuture[]::new))
                .get();
    }
}
