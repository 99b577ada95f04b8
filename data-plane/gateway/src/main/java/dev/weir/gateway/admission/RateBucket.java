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
    /** Far more than anybody waits for: debts are kept whole, and the sums don't overflow. */
    static final long LONGEST_DEBT_NANOS = TimeUnit.DAYS.toNanos(1);

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

    /**
     * Charges in any case; what was charged before is given back as a negative number. Returns for how many nanoseconds
     * nothing more should be used; 0 when nothing is owed.
     */
    long charge(long units, long now) {
        return Math.max(0, add(capped(units * nanosPerUnit), now));
    }

    /** Charges what is still to be used. Returns for how many nanoseconds it waits until those before it are paid for. */
    long queue(long units, long now) {
        long cost = capped(units * nanosPerUnit);
        return Math.max(0, add(cost, now) - cost);
    }

    /** Returns the debt after it; negative while something is left. */
    private long add(long cost, long now) {
        while (true) {
            long before = paidUntil.get();
            long floor = now - BURST_NANOS;
            long after = Math.min((before - floor < 0 ? floor : before) - now + cost, LONGEST_DEBT_NANOS);
            if (paidUntil.compareAndSet(before, after + now)) {
                return after;
            }
        }
    }

    /** For how many nanoseconds nothing more should be used. */
    long owed(long now) {
        return Math.max(0, paidUntil.get() - now);
    }

    private static long capped(double nanos) {
        return (long) Math.clamp(nanos, -1.0 * LONGEST_DEBT_NANOS, 1.0 * LONGEST_DEBT_NANOS);
    }
}
