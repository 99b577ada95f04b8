package dev.weir.agent.supervision;

import java.time.Instant;

/**
 * How a process ended.
 *
 * @param at when that was noticed
 * @param reason a phrase for people, such as {@code was killed by signal 9}
 */
public record Exit(Instant at, String reason) {
    private static final int SIGNALS = 128;

    static Exit withCode(Instant at, int code) {
        return new Exit(at, code > SIGNALS ? "was killed by signal " + (code - SIGNALS) : "ended with code " + code);
    }

    /** Only a parent learns the code. */
    static Exit unknown(Instant at) {
        return new Exit(at, "ended");
    }
}
