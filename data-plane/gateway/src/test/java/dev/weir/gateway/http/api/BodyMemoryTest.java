package dev.weir.gateway.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private static final ClusterId ANNAS = new ClusterId("lkc-anna");
    private static final ClusterId BERTS = new ClusterId("lkc-bert");
    private static final ClusterId CARLS = new ClusterId("lkc-carl");
    private static final int MOST = 1_000_000;

    private final BodyMemory memory = new BodyMemory(new BodyConfig() {
        @Override
        public MemorySize maxBody() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public Duration bodyPatience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Optional<MemorySize> bodyMemory() {
            return Optional.of(new MemorySize(BigInteger.valueOf(MOST)));
        }
    });

    private static Problem problem(ThrowingCallable work) {
        var thrown = new Problem[1];
        assertThatThrownBy(work).isInstanceOfSatisfying(ProblemException.class, e -> thrown[0] = e.problem());
        return thrown[0];
    }

    @Test
    void aClusterHasHalfOfIt() {
        var first = memory.of(ANNAS);
        var second = memory.of(ANNAS);
        first.hold(MOST / 2);
        assertThat(problem(() -> second.hold(20_000))).isInstanceOf(Problem.TooManyRequests.class);
        memory.of(BERTS).hold(MOST / 2);
        assertThat(problem(() -> memory.of(CARLS).hold(20_000))).isInstanceOf(Problem.Unavailable.class);
        first.close();
        second.hold(20_000);
        assertThat(memory.held()).isEqualTo(MOST / 2 + 20_000);
    }

    @Test
    void whatIsRefusedHoldsWhatItHeldBefore() {
        var share = memory.of(ANNAS);
        share.hold(100_000);
        problem(() -> share.hold(MOST));
        assertThat(memory.held()).isEqualTo(100_000);
        share.hold(50_000);
        assertThat(memory.held()).isEqualTo(50_000);
        share.close();
        share.close();
        share.hold(100_000);
        assertThat(memory.held()).isZero();
    }

    @Test
    void littleIsNotCounted() {
        memory.of(ANNAS).hold(10_000);
        assertThat(memory.held()).isZero();
    }
}
