package dev.weir.agent.pursuit;

import dev.weir.agent.supervision.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pursues one goal after the other, the latest only, on a virtual thread that lives as long as there is one. An attempt
 * that fails is made again after a pause; one that a new goal overtakes is interrupted.
 *
 * @param <G> what is wanted
 */
public final class Pursuit<G> {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final String name;
    private final Attempt<G> attempt;
    private final Consumer<G> whenDone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable G goal;
    private @Nullable Thread thread;
    private String trouble = "";

    /** @param whenDone called after each goal that was reached */
    public Pursuit(String name, Attempt<G> attempt, Consumer<G> whenDone) {
        this.name = name;
        this.attempt = attempt;
        this.whenDone = whenDone;
    }

    /** From now on this is wanted, and what was wanted before no more. */
    public void pursue(G next) {
        lock.lock();
        try {
            goal = next;
            if (thread == null) {
                thread = Thread.ofVirtual().name(name).start(this::run);
            } else {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is wanted any more; returns when nothing is done any more. */
    public void drop() throws InterruptedException {
        Thread working;
        lock.lock();
        try {
            goal = null;
            working = thread;
            if (working != null) {
                working.interrupt();
            }
        } finally {
            lock.unlock();
        }
        if (working != null) {
            working.join();
        }
    }

    /** Whether there is something that isn't done yet. */
    public boolean isUnderWay() {
        lock.lock();
        try {
            return goal != null;
        } finally {
            lock.unlock();
        }
    }

    /** Why the last attempt failed; empty when it didn't. */
    public String trouble() {
        lock.lock();
        try {
            return trouble;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        int failures = 0;
        G last = null;
        G now;
        while ((now = take(last)) != null) {
            failures = now.equals(last) ? failures : 0;
            last = now;
            try {
                attempt.make(now);
                if (finish(now)) {
                    whenDone.accept(now);
                }
            } catch (InterruptedException e) {
                // A new goal or none.
            } catch (IOException | RuntimeException e) {
                failures++;
                fail(e);
                pause(now, BACKOFF.delay(failures + 1));
            }
        }
    }

    /** What is wanted now; the thread ends with nothing. */
    private @Nullable G take(@Nullable G before) {
        lock.lock();
        try {
            // The interrupt that brought a new goal has done its work.
            var _ = Thread.interrupted();
            if (goal == null) {
                thread = null;
            }
            if (goal == null || !goal.equals(before)) {
                trouble = "";
            }
            return goal;
        } finally {
            lock.unlock();
        }
    }

    /** False when something else is wanted by now. */
    private boolean finish(G done) {
        lock.lock();
        try {
            boolean still = done.equals(goal);
            if (still) {
                goal = null;
                trouble = "";
            }
            return still;
        } finally {
            lock.unlock();
        }
    }

    private void fail(Exception e) {
        System.getLogger("weir").log(System.Logger.Level.DEBUG, name + " failed, is tried again", e);
        lock.lock();
        try {
            trouble = String.valueOf(e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void pause(G failed, Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (failed.equals(goal) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // A new goal or none.
        } finally {
            lock.unlock();
        }
    }

    /**
     * One try.
     *
     * @param <G> what is wanted
     */
    @FunctionalInterface
    public interface Attempt<G> {
        void make(G goal) throws IOException, InterruptedException;
    }
}
