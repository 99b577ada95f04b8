package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.platform.PostgresSession;
import dev.weir.controlplane.platform.PostgresSessions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Claims a region's work as soon as it is due, and has each piece done on a thread of its own. */
final class RegionWorker {
    private final String region;
    private final String owner;
    private final PostgresSessions sessions;
    private final WorkQueue queue;
    private final ClusterWork work;
    private final ProvisioningConfig config;
    private final Semaphore free;
    private final BackgroundLoop loop;

    /** @param owner whoever works here, for those who look into the queue */
    RegionWorker(
            String region,
            String owner,
            PostgresSessions sessions,
            WorkQueue queue,
            ClusterWork work,
            ProvisioningConfig config) {
        this.region = region;
        this.owner = owner;
        this.sessions = sessions;
        this.queue = queue;
        this.work = work;
        this.config = config;
        this.free = new Semaphore(config.workers());
        this.loop = new BackgroundLoop("provisioning-" + region, this::takeWork);
    }

    void start() {
        loop.start();
    }

    void stop() {
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
            List<Claim> claims = queue.claim(region, owner, slots);
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
