package dev.weir.controlplane.audit;

import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.platform.SystemDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes down what was refused: every change, and reading by those who may not. It is seen at the end of the answer,
 * whoever gave it, and written in the background, so that refusing stays cheap; a crash loses what is on its way.
 */
@ApplicationScoped
class RefusalLog {
    private static final Logger LOG = Logger.getLogger(RefusalLog.class);
    private static final int BEFORE_ALL_OTHERS = 1100;
    private static final int MOST_WAITING = 10_000;
    private static final int BATCH = 500;
    private static final Set<Integer> REFUSED_READING = Set.of(401, 403, 429);
    private static final String ERROR_CODE = "weir.error";
    private static final String NOT_ROUTED = "(not routed)";

    private final SystemDatabase database;
    private final AuditRows rows;
    private final Clock clock;
    private final Refusals refusals;
    private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<AuditEvent> unwritten = new ArrayList<>();
    private final BackgroundLoop loop = new BackgroundLoop("audit-refusals", this::writeForEver);

    RefusalLog(SystemDatabase database, AuditRows rows, AuditConfig config, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
        this.refusals = new Refusals(config.window(), config.mostDifferent());
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addEndHandler(ended -> answered(context));
                    context.next();
                },
                BEFORE_ALL_OTHERS);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop();
        try {
            writeOnce(List.of());
        } catch (RuntimeException e) {
            LOG.warnf("audit refusals=lost count=%d: %s", waiting.size() + unwritten.size(), e.getMessage());
        }
    }

    private void answered(RoutingContext context) {
        int status = context.response().getStatusCode();
        boolean change = AuditTrail.isChange(context.request().method().name());
        if (change ? status < 400 : !REFUSED_READING.contains(status)) {
            return;
        }
        AuditTrail trail = AuditTrail.of(context);
        if (trail == null) {
            if (status != 429) {
                return;
            }
            trail = new AuditTrail(context, () -> NOT_ROUTED, status);
        }
        for (AuditEvent event : refusals.add(trail.refused(clock.instant(), status, context.get(ERROR_CODE)))) {
            if (!waiting.offer(event)) {
                LOG.warn("audit refusals=dropped: Postgres doesn't take them fast enough");
            }
        }
    }

    private void writeForEver() throws InterruptedException {
        while (true) {
            AuditEvent first = waiting.poll(1, TimeUnit.SECONDS);
            writeOnce(first == null ? List.of() : List.of(first));
        }
    }

    /** What could not be written is tried again with the next ones. */
    private synchronized void writeOnce(List<AuditEvent> taken) {
        unwritten.addAll(taken);
        unwritten.addAll(refusals.over(clock.instant()));
        waiting.drainTo(unwritten, BATCH);
        if (unwritten.isEmpty()) {
            return;
        }
        database.inNewTransaction(connection -> {
            for (AuditEvent event : unwritten) {
                rows.insert(connection, event);
            }
            return unwritten.size();
        });
        unwritten.clear();
    }
}
