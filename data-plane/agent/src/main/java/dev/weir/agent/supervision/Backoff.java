package dev.weir.agent.supervision;

import java.time.Duration;

/**
 * How long to wait before a process is started again: not at all after its first end, then from {@code first} on twice
 * as long each time.
 *
 * @param first the wait after the second end in a row
 * @param most the longest wait
 */
public record Backoff(Duration first, Duration most) {
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;

    public Duration delay(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration delay = first.multipliedBy(1L << Math.min(failures - 2, MOST_DOUBLINGS));
        return delay.compareTo(most) > 0 ? most : delay;
    }
}
