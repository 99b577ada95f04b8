package dev.weir.gateway.kafka;

import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.metrics.ClusterMetrics;
import java.util.concurrent.TimeUnit;

/** Keeps one connection from being read while its cluster has used more than it may. */
final class Throttle {
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ClientConnection connection;
    private final ClusterAdmission admission;
    private final ClusterMetrics metrics;
    private long until;
    private boolean waiting;

    Throttle(ClientConnection connection, ClusterAdmission admission, ClusterMetrics metrics) {
        this.connection = connection;
        this.admission = admission;
        this.metrics = metrics;
    }

    /** Nothing when there is nothing to wait for. */
    void delay(long nanos, long now) {
        if (nanos <= 0) {
            return;
        }
        if (waiting) {
            long longer = Math.max(0, now + nanos - until);
            until += longer;
            metrics.throttled(longer);
        } else {
            waiting = true;
            until = now + nanos;
            metrics.throttled(nanos);
            connection.pause(Pause.THROTTLED);
            step(nanos);
        }
    }

    /** In steps, since limits may be raised meanwhile. */
    private void step(long nanos) {
        var _ = connection.loop().schedule(this::end, Math.min(nanos, STEP_NANOS), TimeUnit.NANOSECONDS);
    }

    private void end() {
        long now = System.nanoTime();
        long left = Math.min(until - now, admission.owedByNewcomers(now));
        if (left > 0) {
            step(left);
        } else {
            waiting = false;
            connection.resume(Pause.THROTTLED);
        }
    }

    /** What an answer tells the client: rounded up, and at most a step, although the rest is waited for as well. */
    int millis(long now) {
        if (!waiting) {
            return 0;
        }
        long left = Math.clamp(until - now, 0, STEP_NANOS);
        return (int) ((left + 999_999) / 1_000_000);
    }
}
