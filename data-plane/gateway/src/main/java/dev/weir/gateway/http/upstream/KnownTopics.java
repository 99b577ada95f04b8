package dev.weir.gateway.http.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Topics that were there a moment ago, so that not every record asks for its topic first. A Kafka client waits for a
 * topic that doesn't exist; a caller over HTTP should hear at once.
 */
final class KnownTopics {
    private static final long LIFETIME = Duration.ofSeconds(30).toNanos();
    private static final int MOST = 10_000;

    private final Map<String, Known> byName = new ConcurrentHashMap<>();

    private record Known(int partitions, long since) {}

    OptionalInt partitions(String topic) {
        Known known = byName.get(topic);
        return known == null || System.nanoTime() - known.since > LIFETIME
                ? OptionalInt.empty()
                : OptionalInt.of(known.partitions);
    }

    void put(String topic, int partitions) {
        if (byName.size() >= MOST) {
            byName.clear();
        }
        byName.put(topic, new Known(partitions, System.nanoTime()));
    }

    /** It was there just now. */
    void touch(String topic) {
        Known known = byName.get(topic);
        if (known != null && System.nanoTime() - known.since > LIFETIME / 2) {
            byName.put(topic, new Known(known.partitions, System.nanoTime()));
        }
    }

    void forget(String topic) {
        byName.remove(topic);
    }
}
