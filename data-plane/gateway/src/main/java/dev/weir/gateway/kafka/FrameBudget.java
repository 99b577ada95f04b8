package dev.weir.gateway.kafka;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes that unfinished frames may hold, for each cluster, each organization and over all. A frame reserves its
 * whole length before the gateway reads on, so whoever has begun can always finish. Small frames reserve nothing, and so
 * newcomers are served whatever others hold; {@link LooseBytes} counts them. A complete frame counts until its broker has
 * taken it. What a connection's broker or client doesn't take counts as well. Who holds a reservation for nothing while
 * others wait loses the connection.
 */
final class FrameBudget {
    private static final int FREE = 64 * 1024;
    static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final MemoryBounds bounds;
    private long held;
    private final Map<ClusterId, Long> heldBy = new HashMap<>();
    private final Map<OrganizationId, Long> heldByOrganization = new HashMap<>();
    private final Set<Share> holders = new LinkedHashSet<>();
    private final Deque<Share> waiting = new ArrayDeque<>();

    FrameBudget(MemoryBounds bounds) {
        this.bounds = bounds;
    }

    /** Whose frame it is. Called from any thread. */
    interface Holder {
        /** The bytes that the holder waits for are its own now. */
        void budgetGranted();

        /** Others wait: a holder whose frame has come no further during the grace, or is slower than that, gives up. */
        void makeRoom(long slowestBytesPerSecond, long graceNanos);
    }

    Share share(ClusterId cluster, OrganizationId organization, Holder holder) {
        return new Share(cluster, organization, holder);
    }

    /** One connection's part. */
    final class Share {
        private final ClusterId cluster;
        private final OrganizationId organization;
        private final Holder holder;
        private volatile int reserved;
        private int wanted;
        private long stalled;

        private Share(ClusterId cluster, OrganizationId organization, Holder holder) {
            this.cluster = cluster;
            this.organization = organization;
            this.holder = holder;
        }

        /** False when the connection must stop reading; it will be resumed. */
        boolean reserve(int length) {
            return length <= FREE || reserved > 0 || tryReserve(this, length);
        }

        /** What the frame that has begun may hold. */
        int reserved() {
            return reserved;
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
        long ours = heldByOrganization.getOrDefault(share.organization, 0L);
        return (mine == 0 || mine + share.wanted <= bounds.perCluster())
                && (ours == 0 || ours + share.wanted <= bounds.perOrganization())
                && (held == 0 || held + share.wanted <= bounds.total());
    }

    private void take(Share share) {
        share.reserved = share.wanted;
        count(share, share.reserved);
        holders.add(share);
    }

    private synchronized boolean tryStall(Share share, long bytes) {
        long more = bytes - share.stalled;
        long mine = heldBy.getOrDefault(share.cluster, 0L) + more;
        long ours = heldByOrganization.getOrDefault(share.organization, 0L) + more;
        if ((mine > bounds.perCluster() && held + more > bounds.total() / 2)
                || ours > bounds.perOrganization()
                || held + more > bounds.total()) {
            return false;
        }
        share.stalled = bytes;
        count(share, more);
        holders.add(share);
        return true;
    }

    private synchronized void unstall(Share share) {
        count(share, -share.stalled);
        share.stalled = 0;
        noLongerHolds(share);
    }

    private synchronized void free(Share share, int bytes) {
        count(share, -bytes);
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

    private void count(Share share, long more) {
        held += more;
        count(heldBy, share.cluster, more);
        count(heldByOrganization, share.organization, more);
    }

    private static <K> void count(Map<K, Long> holders, K holder, long more) {
        if (holders.merge(holder, more, Long::sum) == 0) {
            holders.remove(holder);
        }
    }

    private synchronized void forget(Share share) {
        waiting.remove(share);
        count(share, -share.reserved - share.stalled);
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
