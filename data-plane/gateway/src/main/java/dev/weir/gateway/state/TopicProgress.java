package dev.weir.gateway.state;

import static java.util.Objects.requireNonNull;

import dev.weir.tenants.events.PlatformTopic;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far each platform topic was read, and when its writer was last heard of. */
@Singleton
class TopicProgress {
    /** What a gateway reads. */
    static final Set<PlatformTopic> TOPICS = Set.of(
            PlatformTopic.CLUSTERS,
            PlatformTopic.CLUSTER_STATUS,
            PlatformTopic.CLUSTER_SECRETS,
            PlatformTopic.API_KEYS,
            PlatformTopic.IDENTITY_PROVIDERS);

    private static final long UNKNOWN = -1;

    private final Clock clock = Clock.systemUTC();
    private final Map<PlatformTopic, Reading> readings =
            TOPICS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), topic -> new Reading()));
    private volatile boolean snapshotServes;

    private static final class Reading {
        final AtomicLong next = new AtomicLong();
        final AtomicLong target = new AtomicLong(UNKNOWN);
        final AtomicLong heartbeat = new AtomicLong(UNKNOWN);

        boolean caughtUp() {
            return target.get() != UNKNOWN && next.get() >= target.get();
        }
    }

    private Reading of(PlatformTopic topic) {
        return requireNonNull(readings.get(topic));
    }

    /** Everything before this offset has been applied. */
    void read(PlatformTopic topic, long nextOffset) {
        of(topic).next.set(nextOffset);
    }

    /** The end offset that was seen at start. */
    void aim(PlatformTopic topic, long endOffset) {
        of(topic).target.set(endOffset);
    }

    void heartbeat(PlatformTopic topic, long at) {
        of(topic).heartbeat.set(at);
    }

    /** The platform's Kafka is away and the snapshot has been loaded: better old knowledge than none. */
    void serveFromSnapshot() {
        snapshotServes = true;
    }

    boolean caughtUp() {
        return readings.values().stream().allMatch(Reading::caughtUp);
    }

    boolean ready() {
        return snapshotServes || caughtUp();
    }

    Optional<Duration> sinceHeartbeat(PlatformTopic topic) {
        long at = of(topic).heartbeat.get();
        return at == UNKNOWN ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, clock.millis() - at)));
    }
}
