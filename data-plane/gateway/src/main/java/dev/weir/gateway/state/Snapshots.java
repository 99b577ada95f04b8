package dev.weir.gateway.state;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Loads the snapshot at start and writes it soon after each change, spending at most a twentieth of a core on it. */
@ApplicationScoped
class Snapshots {
    private static final Logger LOG = Logger.getLogger(Snapshots.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final long PAUSE_PER_WRITE = 20;

    private final StateTables tables;
    private final Optional<SnapshotFile> file;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("weir-snapshots").daemon().unstarted(task));
    private volatile boolean loaded;
    private long written;
    private long notBefore = System.nanoTime();

    Snapshots(StateTables tables, StateConfig config) {
        this.tables = tables;
        this.file = config.snapshots().map(SnapshotFile::new);
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        file.ifPresent(this::load);
        var _ = writer.scheduleWithFixedDelay(this::writeWhenDue, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        writer.close();
        notBefore = System.nanoTime();
        writeWhenDue();
    }

    /** Whether there was a snapshot that could be read. */
    boolean loaded() {
        return loaded;
    }

    private void load(SnapshotFile snapshot) {
        if (!snapshot.exists()) {
            return;
        }
        try {
            snapshot.load(tables);
            loaded = true;
            LOG.infof("event=snapshot-loaded records=%d", tables.changes());
        } catch (IOException | RuntimeException e) {
            LOG.warnf("event=snapshot-unreadable error=%s", e.getClass().getSimpleName());
        }
        written = tables.changes();
    }

    private void writeWhenDue() {
        long changes = tables.changes();
        long start = System.nanoTime();
        if (file.isEmpty() || changes == written || start - notBefore < 0) {
            return;
        }
        try {
            file.get().write(tables);
            written = changes;
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "event=snapshot-failed");
        }
        long end = System.nanoTime();
        notBefore = end + (end - start) * PAUSE_PER_WRITE;
    }
}
