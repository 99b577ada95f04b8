package dev.weir.operator;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives memory back after a time with much to do. A heap shrinks when it is collected as a whole, and an operator at rest
 * makes so little garbage that it never is.
 */
@ApplicationScoped
class SpareHeap {
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final double GROWN = 1.1;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("spare-heap").daemon().factory());
    private long kept;

    void start(@Observes StartupEvent event) {
        var _ = clock.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    /** What is as large as after the last time isn't collected again. */
    private void look() {
        if (Runtime.getRuntime().totalMemory() > GROWN * kept) {
            System.gc();
            kept = Runtime.getRuntime().totalMemory();
        }
    }
}
