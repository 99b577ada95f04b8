package dev.weir.agent.cluster;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets few clusters start at a time: on a machine with few cores the first are served early instead of all late. Closed
 * until the platform itself is up.
 */
final class StartSlots {
    private static final int SLOTS_PER_CORE = 2;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Semaphore free = new Semaphore(0, true);

    void open() {
        free.release(SLOTS_PER_CORE * Runtime.getRuntime().availableProcessors());
    }

    /** Waits for a slot. One that isn't given back in time is taken back. */
    Slot take() throws InterruptedException {
        free.acquire();
        var slot = new Slot(free, new AtomicBoolean());
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(LONGEST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            slot.giveBack();
        });
        return slot;
    }

    /** The right to start one cluster. */
    record Slot(Semaphore free, AtomicBoolean given) {
        static Slot none() {
            return new Slot(new Semaphore(0), new AtomicBoolean(true));
        }

        void giveBack() {
            if (!given.getAndSet(true)) {
                free.release();
            }
        }
    }
}
