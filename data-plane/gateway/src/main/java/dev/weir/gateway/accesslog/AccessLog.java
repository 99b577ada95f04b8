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
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Writes lines on a thread of its own, so that a slow disk keeps no client waiting. */
@Singleton
public class AccessLog {
    /** Takes nothing but lines, so that what it is written with can leave them as they are. */
    static final String LINES = "weir.access";

    private static final Logger LOG = Logger.getLogger(AccessLog.class);
    private static final Logger OUT = Logger.getLogger(LINES);
    private static final String ALL = "*";

    private final Set<String> clusters;
    private final BlockingQueue<AccessLine> lines;
    private final LongAdder dropped = new LongAdder();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Thread writer =
            Thread.ofPlatform().name("weir-access-log").daemon().unstarted(this::write);

    AccessLog(AccessLogConfig config) {
        clusters = Set.copyOf(config.clusters().orElse(Set.of()));
        lines = new ArrayBlockingQueue<>(config.queue());
        if (!clusters.isEmpty()) {
            writer.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        writer.interrupt();
    }

    public boolean concerns(ClusterId cluster) {
        return clusters.contains(cluster.value()) || clusters.contains(ALL);
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
