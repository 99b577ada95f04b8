package dev.weir.agent.pursuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PursuitTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void whatFailsIsTriedAgainAndSaysWhyMeanwhile() {
        var tries = new AtomicInteger();
        var pursuit = new Pursuit<String>(
                "test",
                goal -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IOException("no broker");
                    }
                },
                done::add);
        pursuit.pursue("a");
        await().until(() -> pursuit.trouble().equals("no broker"));
        assertThat(pursuit.isUnderWay()).isTrue();
        await().untilAsserted(() -> assertThat(done).containsExactly("a"));
        assertThat(pursuit.isUnderWay()).isFalse();
        assertThat(pursuit.trouble()).isEmpty();
        assertThat(tries).hasValue(3);
    }

    @Test
    void aNewGoalOvertakesTheOneThatIsTried() {
        var pursuit = new Pursuit<String>(
                "test",
                goal -> {
                    if (goal.equals("a")) {
                        new CountDownLatch(1).await();
                    }
                },
                done::add);
        pursuit.pursue("a");
        pursuit.pursue("b");
        await().untilAsserted(() -> assertThat(done).containsExactly("b"));
        pursuit.pursue("c");
        await().untilAsserted(() -> assertThat(done).containsExactly("b", "c"));
    }

    @Test
    void nothingGoesOnOnceItIsDropped() throws Exception {
        var working = new CountDownLatch(1);
        var pursuit = new Pursuit<String>(
                "test",
                goal -> {
                    working.countDown();
                    new CountDownLatch(1).await();
                },
                done::add);
        pursuit.pursue("a");
        working.await();
        pursuit.drop();
        assertThat(pursuit.isUnderWay()).isFalse();
        assertThat(done).isEmpty();
    }
}
