package dev.weir.gateway.kafka;

import dev.weir.tenants.id.ClusterId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Groups of Kafka Streams whose own topics are all there. In all others each heartbeat may make some: brokers keep the
 * topology and look at it again whenever a source appears.
 */
final class StreamsGroups {
    /** Topics may be deleted through another gateway. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST = 10_000;

    private final PlatformBrokers brokers;
    private final Map<Group, Long> settled = new ConcurrentHashMap<>();

    StreamsGroups(PlatformBrokers brokers) {
        this.brokers = brokers;
    }

    private record Group(ClusterId cluster, String name) {}

    boolean isSettled(ClusterId cluster, String group, long now) {
        Long since = settled.get(new Group(cluster, group));
        return since != null && now - since < SETTLED_NANOS;
    }

    void settle(ClusterId cluster, String group, long now) {
        if (settled.size() >= MOST) {
            settled.clear();
        }
        settled.put(new Group(cluster, group), now);
    }

    /** The cluster's topics are others now. */
    void changed(ClusterId cluster) {
        settled.keySet().removeIf(group -> group.cluster().equals(cluster));
    }

    /** What brokers know of a group; nothing of one that doesn't exist. */
    CompletableFuture<StreamsTopology> topology(ClusterId cluster, String group) {
        return brokers.streamsGroup(cluster, group)
                .thenApply(found -> found.map(StreamsTopology::of).orElse(StreamsTopology.NONE));
    }
}
