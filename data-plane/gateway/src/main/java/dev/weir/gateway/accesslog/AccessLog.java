package dev.weir.gateway.accesslog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Writes lines on a thread of its own, so that a slow disk keeps no client waiting. */
@Singleton
public class AccessLog {
    /** Takes nothing but lines, so that what it is written with can leave them as they are. */
    static final String LINES = "weir.access";

    private static final Logger LOG = Logger.getLogger(AccessLog.class);
    private static final Logger OUT = Logger.getLogger(LINES);

    private final LoggedClusters clusters;
    private final ScheduledExecutorService reloading = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("weir-access-log-file").daemon().factory());
    private final BlockingQueue<AccessLine> lines;
    private final LongAdder dropped = new LongAdder();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Thread writer =
            Thread.ofPlatform().name("weir-access-log").daemon().unstarted(this::write);

    AccessLog(AccessLogConfig config) {
        clusters = new LoggedClusters(config.clusters().orElse(Set.of()), config.file());
        lines = new ArrayBlockingQueue<>(config.queue());
        if (config.clusters().isPresent() || config.file().isPresent()) {
            writer.start();
        }
        if (config.file().isPresent()) {
            long period = config.reload().toMillis();
            var _ = reloading.scheduleWithFixedDelay(clusters::reload, period, period, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        reloading.shutdownNow();
        writer.interrupt();
    }

    public boolean concerns(ClusterId cluster) {
        return clusters.contains(cluster);
    }

    /** For whoever asks often about one cluster: on the thread of a connection. */
    public Concern concern(ClusterId cluster) {
        return new Concern(cluster);
    }

    /** Whether a cluster is one of those that are logged, found out anew only when they have changed. */
    public final class Concern {
        private final ClusterId cluster;
        private int seen = -1;
        private boolean logged;

        private Concern(ClusterId cluster) {
            this.cluster = cluster;
        }

        public boolean isLogged() {
            int now = clusters.changes();
            if (now != seen) {
                seen = now;
                logged = clusters.contains(cluster);
            }
            return logged;
        }
    }

    public void add(AccessLine line) {
        if (!lines.offer(line)) {
            dropped.increment();
        }
    }

    private void write() {
        try {
            while (true) {
                OUT.info(json.writeValueAsString(lines.take()));
                long lost = dropped.sumThenReset();
                if (lost > 0) {
                    LOG.warnf("event=access-lines-dropped lines=%d", lost);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
