package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.platform.PostgresSession;
import dev.weir.controlplane.platform.PostgresSessions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Claims work as soon as it is due, and has each piece done on a thread of its own. */
@ApplicationScoped
class ProvisioningWorker {
    private final PostgresSessions sessions;
    private final WorkQueue queue;
    private final ClusterWork work;
    private final ProvisioningConfig config;
    private final Semaphore free;
    private final String owner = UUID.randomUUID().toString();
    private final BackgroundLoop loop = new BackgroundLoop("provisioning", this::takeWork);

    ProvisioningWorker(PostgresSessions sessions, WorkQueue queue, ClusterWork work, ProvisioningConfig config) {
        this.sessions = sessions;
        this.queue = queue;
        this.work = work;
        this.config = config;
        this.free = new Semaphore(config.workers());
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop();
    }

    private void takeWork() throws SQLException, InterruptedException {
        try (PostgresSession session = sessions.open("weir-provisioning")) {
            session.listen(ClusterProvisioning.NEWS_CHANNEL);
            while (true) {
                while (takeOnce()) {
                    // Until nothing is due.
                }
                session.awaitNotification(config.tick());
            }
        }
    }

    private boolean takeOnce() throws InterruptedException {
        free.acquire();
        int slots = 1 + free.drainPermits();
        int used = 0;
        try {
            List<Claim> claims = queue.claim(owner, slots);
            for (Claim claim : claims) {
                Thread.ofVirtual().name("provisioning-" + claim.cluster()).start(() -> {
                    try {
                        work.perform(claim);
                    } finally {
                        free.release();
                    }
                });
                used++;
            }
            return !claims.isEmpty();
        } finally {
            free.release(slots - used);
        }
    }
}
