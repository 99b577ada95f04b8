package dev.weir.gateway.http.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock for each key, there while somebody wants it: who waits for a cluster, which may be long, holds nobody who wants
 * another.
 */
public final class KeyLocks<K> {
    private final Map<K, Wanted> locks = new ConcurrentHashMap<>();

    /** Changed only within the map's own compute. */
    private static final class Wanted {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
    }

    /** Does something while nobody else does with this key. */
    public <T> T locked(K key, Supplier<T> work) {
        Wanted wanted = enter(key);
        wanted.lock.lock();
        try {
            return work.get();
        } finally {
            wanted.lock.unlock();
            leave(key);
        }
    }

    private Wanted enter(K key) {
        return locks.compute(key, (_, present) -> {
            Wanted wanted = present == null ? new Wanted() : present;
            wanted.users++;
            return wanted;
        });
    }

    private void leave(K key) {
        locks.computeIfPresent(key, (_, wanted) -> --wanted.users == 0 ? null : wanted);
    }

    /** Keys that somebody has or waits for. */
    int size() {
        return locks.size();
    }
}
