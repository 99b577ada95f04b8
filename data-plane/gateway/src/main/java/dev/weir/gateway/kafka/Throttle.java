package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.metrics.ClusterMetrics;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection from being read while its cluster has used more than it may. A request is charged as soon as its
 * length is known, and read on when all that the cluster's connections have charged before is paid for. So their order
 * is that in which they came, whether they are new, were idle or have sent before.
 */
final class Throttle {
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Clients believe what they are told even when limits are raised meanwhile. */
    private static final long LONGEST_TOLD_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final ClientConnection connection;
    private final ClusterAdmission admission;
    private final ClusterMetrics metrics;
    private boolean charged;
    private int bytes;
    private long until;
    private boolean waiting;
    private @Nullable Runnable next;

    Throttle(ClientConnection connection, ClusterAdmission admission, ClusterMetrics metrics) {
        this.connection = connection;
        this.admission = admission;
        this.metrics = metrics;
    }

    /** The connection is new. */
    void arrive() {
        long now = System.nanoTime();
        delay(admission.attempt(now), now);
    }

    /** Whether the next request, of that many bytes, may be read; if not, the connection is paused. */
    boolean admits(int length) {
        if (!charged) {
            charge(length, System.nanoTime());
        }
        return !waiting;
    }

    private void charge(int length, long now) {
        charged = true;
        bytes = length;
        delay(admission.request(length, now), now);
    }

    /** The request is here; even one that had to be read before it was known whose it is. */
    void taken(int length) {
        if (!charged) {
            charge(length, System.nanoTime());
        }
        charged = waiting;
    }

    /** Goes on with what was taken, at once or when it is its turn. */
    void whenPaid(Runnable task) {
        if (waiting) {
            next = task;
        } else {
            task.run();
        }
    }

    private void delay(long nanos, long now) {
        if (nanos <= 0) {
            return;
        }
        metrics.throttled(nanos);
        if (waiting) {
            until = now + Math.max(until - now, nanos);
            return;
        }
        waiting = true;
        until = now + nanos;
        connection.pause(Pause.THROTTLED);
        step(nanos);
    }

    /** In steps, since limits may be raised meanwhile. */
    private void step(long nanos) {
        var _ = connection.loop().schedule(this::end, Math.min(nanos, STEP_NANOS), TimeUnit.NANOSECONDS);
    }

    private void end() {
        if (!waiting) {
            return;
        }
        long now = System.nanoTime();
        long left = Math.min(until - now, admission.owedByNewcomers(now));
        if (left > 0) {
            step(left);
            return;
        }
        waiting = false;
        Runnable task = next;
        if (task != null) {
            next = null;
            charged = false;
            task.run();
        }
        connection.resume(Pause.THROTTLED);
    }

    /** What an answer tells the client: for how long a request would wait now, rounded up. */
    int millis(long now) {
        long owed = admission.owed(now);
        return owed == 0 ? 0 : (int) Math.min((owed + 999_999) / 1_000_000, LONGEST_TOLD_MILLIS);
    }

    /** What hasn't come doesn't cost the others. */
    void closed() {
        long now = System.nanoTime();
        if (charged) {
            admission.withdrawRequest(bytes, now);
        } else if (waiting) {
            admission.withdrawAttempt(now);
        }
        charged = false;
        waiting = false;
        next = null;
    }
}
