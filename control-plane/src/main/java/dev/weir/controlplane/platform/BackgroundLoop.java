package dev.weir.controlplane.platform;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs an activity for as long as the application lives. When the activity fails, because Postgres or Kafka is away, it
 * is started again: at once, then after a pause that doubles up to a quarter of a second, so that it works within a second of
 * their return.
 */
public final class BackgroundLoop {
    private static final Logger LOG = Logger.getLogger(BackgroundLoop.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final String name;
    private final Activity activity;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    public BackgroundLoop(String name, Activity activity) {
        this.name = name;
        this.activity = activity;
    }

    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::repeat);
    }

    /** Interrupts the activity (a virtual thread's socket is closed by that) and waits for its end. */
    public void stop() {
        stopping = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            if (!running.join(STOP_WAIT)) {
                LOG.warnf("loop=%s does not end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat() {
        int failures = 0;
        long lastWarning = System.nanoTime() - SILENCE.toNanos();
        while (!stopping) {
            long started = System.nanoTime();
            try {
                activity.run();
                failures = 0;
            } catch (Exception e) {
                if (stopping) {
                    return;
                }
                if (Duration.ofNanos(System.nanoTime() - started).toSeconds() > 1) {
                    failures = 0;
                }
                failures++;
                if (System.nanoTime() - lastWarning >= SILENCE.toNanos()) {
                    lastWarning = System.nanoTime();
                    LOG.warnf("loop=%s failed, will be tried again: %s", name, e);
                }
                LOG.debugf(e, "loop=%s failures=%d", name, failures);
                pause(failures);
            }
        }
    }

    private void pause(int failures) {
        long full = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        try {
            Thread.sleep(full / 2 + ThreadLocalRandom.current().nextLong(full / 2));
        } catch (InterruptedException e) {
            // Either the end, which repeat() sees, or somebody's wish that it go on at once.
        }
    }

    /** What is to be done for ever. Returns when it wants to start afresh. */
    @FunctionalInterface
    public interface Activity {
        void run() throws Exception;
    }
}
