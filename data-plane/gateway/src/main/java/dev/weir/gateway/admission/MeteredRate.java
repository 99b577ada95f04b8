package dev.weir.gateway.admission;

import java.util.concurrent.atomic.LongAdder;

/** A rate, and how much of it was used. */
final class MeteredRate {
    private final RateBucket bucket;
    private final LongAdder charged = new LongAdder();
    private volatile boolean limited;
    private long seen;

    MeteredRate(double unitsPerSecond, long now) {
        bucket = new RateBucket(unitsPerSecond, now);
    }

    void rate(double unitsPerSecond, long now) {
        bucket.rate(unitsPerSecond, now);
    }

    long charge(long units, long now) {
        charged.add(units);
        long wait = bucket.charge(units, now);
        if (wait > 0) {
            limited = true;
        }
        return wait;
    }

    /** Charges what is still to be used. Returns for how long it waits for those before it. */
    long queue(long units, long now) {
        charged.add(units);
        long wait = bucket.queue(units, now);
        if (wait > 0 || bucket.owed(now) > 0) {
            limited = true;
        }
        return wait;
    }

    /** What was charged isn't used after all. */
    void giveBack(long units, long now) {
        charged.add(-units);
        var _ = bucket.charge(-units, now);
    }

    long owed(long now) {
        return bucket.owed(now);
    }

    long total() {
        return charged.sum();
    }

    /** Since the last time. */
    Used.Rate used() {
        long total = charged.sum();
        var used = new Used.Rate(Math.max(0, total - seen), limited || bucket.owed(System.nanoTime()) > 0);
        seen = total;
        limited = false;
        return used;
    }
}
