package dev.weir.gateway.http.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Topics that were there a moment ago, so that not every record asks for its topic first. A Kafka client waits for a topic
 * that doesn't exist; a caller over HTTP should hear at once. There are a cluster's beside each principal's, since to ask
 * takes an admin client of one's own.
 */
final class KnownTopics {
    private static final long LIFETIME = Duration.ofSeconds(30).toNanos();
    private static final int MOST = 10_000;

    /** So long somebody else's question is waited for. */
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final Map<String, Known> byName = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> asked = new ConcurrentHashMap<>();

    private record Known(int partitions, long since) {}

    OptionalInt partitions(String topic) {
        Known known = byName.get(topic);
        return known == null || System.nanoTime() - known.since > LIFETIME
                ? OptionalInt.empty()
                : OptionalInt.of(known.partitions);
    }

    /**
     * The same, or what is asked for. Of those who come at the same time one asks, the others once they know that its answer
     * isn't theirs: a topic that isn't there for one may be there for another.
     *
     * @param question blocks
     */
    int partitions(String topic, IntSupplier question) {
        OptionalInt known = partitions(topic);
        if (known.isPresent()) {
            return known.getAsInt();
        }
        ReentrantLock lock = asked.computeIfAbsent(topic, _ -> new ReentrantLock());
        boolean alone = false;
        try {
            alone = lock.tryLock(PATIENCE, TimeUnit.NANOSECONDS);
            return partitions(topic).orElseGet(question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            if (alone) {
                asked.remove(topic, lock);
                lock.unlock();
            }
        }
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
