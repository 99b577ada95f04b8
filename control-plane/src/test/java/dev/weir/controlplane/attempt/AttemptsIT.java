package dev.weir.controlplane.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.controlplane.api.PostgresOnly;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.TooManyAttempts;
import dev.weir.controlplane.problem.ProblemException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How soon guessing becomes slow, with a clock that a test turns. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class AttemptsIT {
    @Inject
    SystemDatabase database;

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private Attempts attempts;
    private final String email = UUID.randomUUID() + "@example.org";

    @BeforeEach
    void setUp() {
        InstantSource source = () -> now;
        attempts = new Attempts(database, new Defaults(), new TurnedClock(source));
    }

    @Test
    void eachFurtherFailureDoublesTheWaitUpToTheLongest() {
        for (int i = 0; i < 5; i++) {
            attempts.begin(email, somewhere());
        }
        for (long wait : new long[] {2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            attempts.begin(email, somewhere());
            assertThat(refusal(email, somewhere())).isEqualTo(Duration.ofSeconds(wait));
            now = now.plusSeconds(wait - 1);
            assertThat(refusal(email, somewhere())).isEqualTo(Duration.ofSeconds(1));
            now = now.plusSeconds(1);
        }
    }

    @Test
    void failuresAreForgottenAfterAnHour() {
        for (int i = 0; i < 8; i++) {
            attempts.begin(email, somewhere());
            now = now.plusSeconds(60);
        }
        now = now.plus(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            attempts.begin(email, somewhere());
        }
    }

    @Test
    void anAddressThatTriesManyAccountsIsSlowedDownAndOthersAreNot() {
        var origin = somewhere();
        for (int i = 0; i < 51; i++) {
            attempts.begin(UUID.randomUUID() + "@example.org", origin);
        }
        assertThat(refusal(email, origin)).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> attempts.begin(origin)).isInstanceOf(ProblemException.class);
        assertThatCode(() -> attempts.begin(email, somewhere())).doesNotThrowAnyException();
    }

    @Test
    void whoSucceedsDoesNotClearTheirAddressForGuessing() {
        var origin = somewhere();
        for (int i = 0; i < 51; i++) {
            attempts.begin(UUID.randomUUID() + "@example.org", origin);
        }
        attempts.succeeded(email, origin);
        assertThat(refusal(email, origin)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void strangersWishesForMailsAreFew() {
        assertThat(attempts.mayMail(email)).isTrue();
        assertThat(attempts.mayMail(email)).isTrue();
        assertThat(attempts.mayMail(email)).isTrue();
        assertThat(attempts.mayMail(email)).isTrue();
        assertThat(attempts.mayMail(email)).isFalse();
    }

    private Duration refusal(String account, Origin origin) {
        try {
            attempts.begin(account, origin);
        } catch (ProblemException e) {
            return ((TooManyAttempts) e.problem()).retryAfter();
        }
        throw new AssertionError("was let through");
    }

    private static Origin somewhere() {
        return new Origin(UUID.randomUUID().toString(), "test");
    }

    private record Defaults() implements AttemptConfig {
        @Override
        public int freePerAccount() {
            return 5;
        }

        @Override
        public int freePerAddress() {
            return 50;
        }

        @Override
        public Duration firstWait() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration longestWait() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration forgetAfter() {
            return Duration.ofHours(1);
        }
    }

    private static final class TurnedClock extends Clock {
        private final InstantSource source;

        TurnedClock(InstantSource source) {
            this.source = source;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
