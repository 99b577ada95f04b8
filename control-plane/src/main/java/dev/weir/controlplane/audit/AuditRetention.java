package dev.weir.controlplane.audit;

import dev.weir.controlplane.platform.SystemDatabase;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Removes events whose time is over. */
@ApplicationScoped
class AuditRetention {
    private static final Logger LOG = Logger.getLogger(AuditRetention.class);

    private final SystemDatabase database;
    private final AuditRows rows;
    private final AuditConfig config;
    private final Clock clock;

    AuditRetention(SystemDatabase database, AuditRows rows, AuditConfig config, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void purge() {
        Instant before = clock.instant().minus(config.retention());
        long gone = 0;
        long piece;
        do {
            piece = database.inNewTransaction(connection -> rows.purge(connection, before));
            gone += piece;
        } while (piece > 0);
        if (gone > 0) {
            LOG.infof("audit purged=%d before=%s", gone, before);
        }
    }
}
