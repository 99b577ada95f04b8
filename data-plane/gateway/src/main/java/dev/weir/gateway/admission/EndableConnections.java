package dev.weir.gateway.admission;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** A cluster's connections in the order in which they came. */
public final class EndableConnections {
    private final SequencedSet<Runnable> ends = new LinkedHashSet<>();

    /** @param end called on any thread */
    public synchronized void add(Runnable end) {
        ends.add(end);
    }

    public synchronized void remove(Runnable end) {
        ends.remove(end);
    }

    synchronized void endNewest(int count) {
        for (int left = count; left > 0 && !ends.isEmpty(); left--) {
            ends.removeLast().run();
        }
    }
}
