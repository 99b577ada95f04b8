package dev.weir.gateway.kafka;

import dev.weir.gateway.state.Credential;
import java.time.Clock;
import java.time.Duration;

/** How long a client may go on before it has to prove again who it is (KIP-368). */
final class Lifetimes {
    private static final long FOREVER = 0;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Duration most;
    private final Clock clock;

    /** @param most however good the credential; nothing is without end */
    Lifetimes(Duration most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** At least 1; 0 when it never has to. */
    long millis(Credential credential) {
        long limit = most.toMillis();
        return credential
                .expires()
                .map(end -> Math.clamp(Duration.between(clock.instant(), end).toMillis(), 1, LONGEST.toMillis()))
                .map(left -> limit == FOREVER ? left : Math.min(left, limit))
                .orElse(limit);
    }
}
