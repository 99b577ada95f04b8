package dev.weir.gateway.http.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether a body comes fast enough: within a time, and a second more for each 4 KiB, which is what a bad mobile network
 * brings. Times are those of {@link System#nanoTime()}. For one thread at a time.
 */
public final class Pace {
    private static final long NANOS_FOR_A_BYTE = TimeUnit.SECONDS.toNanos(1) / 4096;

    private final Duration patience;
    private long deadline;

    public Pace(Duration patience, long now) {
        this.patience = patience;
        begin(now);
    }

    /** Something new comes from now on. */
    public void begin(long now) {
        deadline = now + patience.toNanos();
    }

    public void came(int bytes) {
        deadline += bytes * NANOS_FOR_A_BYTE;
    }

    /** Nanoseconds until the rest must have come; none or less when it is too late. */
    public long left(long now) {
        return deadline - now;
    }
}
