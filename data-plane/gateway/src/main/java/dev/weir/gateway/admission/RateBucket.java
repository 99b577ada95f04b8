package dev.weir.gateway.admission;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate as a token bucket that may be overdrawn: what has happened is charged, and who charged it waits until it is
 * paid for. Written as the virtual scheduling form of the generic cell rate algorithm (ITU-T I.371): the whole state is
 * the moment until which all is paid, so that charging is one compare-and-set and makes no garbage.
 */
final class RateBucket {
    /** What may be used at once after a silence, in time at the full rate. */
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Clients give up after 30 s, and would come back with the same request: longer debts are forgiven. */
    static final long LONGEST_DEBT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final AtomicLong paidUntil;
    private volatile double nanosPerUnit;

    RateBucket(double unitsPerSecond, long now) {
        nanosPerUnit = cost(unitsPerSecond);
        paidUntil = new AtomicLong(now - BURST_NANOS);
    }

    private static double cost(double unitsPerSecond) {
        return TimeUnit.SECONDS.toNanos(1) / unitsPerSecond;
    }

    /** Debts are then paid at the new rate. */
    void rate(double unitsPerSecond, long now) {
        double before = nanosPerUnit;
        double after = cost(unitsPerSecond);
        nanosPerUnit = after;
        paidUntil.updateAndGet(until -> until - now <= 0 ? until : now + capped((until - now) * (after / before)));
    }

    /** Charges in any case. Returns for how many nanoseconds nothing more should be used; 0 when nothing is owed. */
    long charge(long units, long now) {
        long cost = capped(units * nanosPerUnit);
        while (true) {
            long before = paidUntil.get();
            long floor = now - BURST_NANOS;
            long after = Math.min((before - floor < 0 ? floor : before) - now + cost, LONGEST_DEBT_NANOS) + now;
            if (paidUntil.compareAndSet(before, after)) {
                return Math.max(0, after - now);
            }
        }
    }

    /** For how many nanoseconds nothing more should be used. */
    long owed(long now) {
        return Math.max(0, paidUntil.get() - now);
    }

    private static long capped(double nanos) {
        return (long) Math.min(nanos, 2.0 * LONGEST_DEBT_NANOS);
    }
}
