package dev.weir.controlplane.outbox;

import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.platform.PlatformTopics;
import dev.weir.controlplane.platform.PostgresSession;
import dev.weir.controlplane.platform.PostgresSessions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Sends what is in the outbox. Of several control planes one does it: the one whose session holds an advisory lock.
 * When anything goes wrong it gives the lock up and tries to get it again, so whoever can do it does.
 */
@ApplicationScoped
class OutboxPublisher {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);

    /** Of no meaning but to be the same everywhere: "weir" in ASCII, then 1. */
    static final long LOCK = 0x77656972_00000001L;

    private final PostgresSessions sessions;
    private final PlatformTopics topics;
    private final Heartbeats heartbeats;
    private final MissingTopics missing;
    private final OutboxConfig config;
    private final BackgroundLoop loop = new BackgroundLoop("outbox-publisher", this::publish);

    OutboxPublisher(
            PostgresSessions sessions,
            PlatformTopics topics,
            Heartbeats heartbeats,
            MissingTopics missing,
            OutboxConfig config) {
        this.sessions = sessions;
        this.topics = topics;
        this.heartbeats = heartbeats;
        this.missing = missing;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop();
    }

    private void publish() throws SQLException, InterruptedException, ExecutionException {
        try (PostgresSession session = sessions.open("weir-outbox")) {
            while (!session.tryLock(LOCK)) {
                Thread.sleep(config.takeover());
            }
            if (config.makeTopics()) {
                missing.make();
            }
            LOG.info("outbox=publishing");
            session.listen(JdbcOutbox.WAKE_CHANNEL);
            var tenure = new Tenure(new OutboxRows(session.connection()), topics, config);
            while (true) {
                tenure.sendAll();
                heartbeats.beatIfDue();
                session.awaitNotification(config.tick());
            }
        }
    }
}
