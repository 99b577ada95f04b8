package dev.weir.gateway.http.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyLocksTest {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final KeyLocks<String> locks = new KeyLocks<>();

    private CompletableFuture<String> start(String key, CountDownLatch begun, CountDownLatch end) {
        return CompletableFuture.supplyAsync(
                () -> locks.locked(key, () -> {
                    begun.countDown();
                    return waited(end) ? key : "late";
                }),
                THREADS);
    }

    private static boolean waited(CountDownLatch end) {
        try {
            return end.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }

    @Test
    void whoeverWaitsWithOneKeyHoldsOnlyThoseWhoWantTheSame() {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        CompletableFuture<String> sleeping = start("asleep", begun, end);
        assertThat(waited(begun)).isTrue();
        assertThat(locks.locked("awake", () -> "done")).isEqualTo("done");
        var second = new CountDownLatch(1);
        CompletableFuture<String> behind = start("asleep", second, end);
        assertThat(second.getCount()).isOne();
        end.countDown();
        assertThat(sleeping.join()).isEqualTo("asleep");
        assertThat(behind.join()).isEqualTo("asleep");
        assertThat(locks.size()).isZero();
    }

    @Test
    void whatFailsLeavesNoLock() {
        var failed = CompletableFuture.supplyAsync(
                () -> locks.locked("a", () -> {
                    throw new IllegalStateException("broken");
                }),
                THREADS);
        assertThat(failed).failsWithin(10, TimeUnit.SECONDS);
        assertThat(locks.size()).isZero();
        assertThat(locks.locked("a", () -> "done")).isEqualTo("done");
    }
}
