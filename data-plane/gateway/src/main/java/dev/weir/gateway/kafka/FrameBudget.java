package dev.weir.gateway.kafka;

import dev.weir.tenants.id.ClusterId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes that unfinished frames may hold, for each cluster and over all. A frame reserves its whole length
 * before the gateway reads on, so whoever has begun can always finish. Small frames are free: they are bounded by the
 * number of connections, and so newcomers are served whatever others hold. A complete frame counts until its broker has
 * taken it. What a connection's broker or client doesn't take counts as well. Who holds a reservation for nothing while
 * others wait loses the connection.
 */
final class FrameBudget {
    private static final int FREE = 64 * 1024;
    private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long perCluster;
    private final long total;
    private long held;
    private final Map<ClusterId, Long> heldBy = new HashMap<>();
    private final Set<Share> holders = new LinkedHashSet<>();
    private final Deque<Share> waiting = new ArrayDeque<>();

    FrameBudget(long perCluster, long total) {
        this.perCluster = perCluster;
        this.total = total;
    }

    /** Whose frame it is. Called from any thread. */
    interface Holder {
        /** The bytes that the holder waits for are its own now. */
        void budgetGranted();

        /** Others wait: a holder whose frame has come no further during the grace, or is slower than that, gives up. */
        void makeRoom(long slowestBytesPerSecond, long graceNanos);
    }

    Share share(ClusterId cluster, Holder holder) {
        return new Share(cluster, holder);
    }

    /** One connection's part. */
    final class Share {
        private final ClusterId cluster;
        private final Holder holder;
        private int reserved;
        private int wanted;
        private long stalled;

        private Share(ClusterId cluster, Holder holder) {
            this.cluster = cluster;
            this.holder = holder;
        }

        /** False when the connection must stop reading; it will be resumed. */
        boolean reserve(int length) {
            return length <= FREE || reserved > 0 || tryReserve(this, length);
        }

        /** The frame is complete. Returns what has to be given back when somebody has taken it. */
        int finish() {
            int finished = reserved;
            reserved = 0;
            return finished;
        }

        void giveBack(int finished) {
            if (finished > 0) {
                free(this, finished);
            }
        }

        /** That many bytes aren't taken by the other side. False when there is no room for them: the connection must go. */
        boolean stalled(long bytes) {
            return tryStall(this, bytes);
        }

        /** The other side takes bytes again. */
        void moving() {
            if (stalled > 0) {
                unstall(this);
            }
        }

        void close() {
            forget(this);
        }
    }

    private synchronized boolean tryReserve(Share share, int length) {
        share.wanted = length;
        if (fits(share)) {
            take(share);
            return true;
        }
        waiting.add(share);
        return false;
    }

    private boolean fits(Share share) {
        long mine = heldBy.getOrDefault(share.cluster, 0L);
        // A frame that alone is larger than the budget goes when nothing else is held.
        return (mine == 0 || mine + share.wanted <= perCluster) && (held == 0 || held + share.wanted <= total);
    }

    private void take(Share share) {
        share.reserved = share.wanted;
        count(share.cluster, share.reserved);
        holders.add(share);
    }

    private synchronized boolean tryStall(Share share, long bytes) {
        long more = bytes - share.stalled;
        long mine = heldBy.getOrDefault(share.cluster, 0L) + more;
        if ((mine > perCluster && held + more > total / 2) || held + more > total) {
            return false;
        }
        share.stalled = bytes;
        count(share.cluster, more);
        holders.add(share);
        return true;
    }

    private synchronized void unstall(Share share) {
        count(share.cluster, -share.stalled);
        share.stalled = 0;
        noLongerHolds(share);
    }

    private synchronized void free(Share share, int bytes) {
        count(share.cluster, -bytes);
        noLongerHolds(share);
    }

    private void noLongerHolds(Share share) {
        if (share.reserved == 0 && share.stalled == 0) {
            holders.remove(share);
        }
        var waiters = waiting.iterator();
        while (waiters.hasNext()) {
            Share next = waiters.next();
            if (fits(next)) {
                waiters.remove();
                take(next);
                next.holder.budgetGranted();
            }
        }
    }

    private void count(ClusterId cluster, long more) {
        held += more;
        if (heldBy.merge(cluster, more, Long::sum) == 0) {
            heldBy.remove(cluster);
        }
    }

    private synchronized void forget(Share share) {
        waiting.remove(share);
        count(share.cluster, -share.reserved - share.stalled);
        share.reserved = 0;
        share.stalled = 0;
        noLongerHolds(share);
    }

    /** Called now and then: ends those that hold what others wait for. */
    void endIdlers() {
        List<Share> suspects;
        synchronized (this) {
            suspects = waiting.isEmpty() ? List.of() : List.copyOf(holders);
        }
        suspects.forEach(suspect -> suspect.holder.makeRoom(SLOWEST_BYTES_PER_SECOND, GRACE_NANOS));
    }
}
