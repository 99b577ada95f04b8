package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.platform.PostgresSessions;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.region.RegionRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/** Each region's work by itself: one that doesn't answer holds its own workers only. */
@ApplicationScoped
class ProvisioningWorker {
    private final SystemDatabase database;
    private final RegionRows regions;
    private final PostgresSessions sessions;
    private final WorkQueue queue;
    private final ClusterWork work;
    private final ProvisioningConfig config;
    private List<RegionWorker> workers = List.of();

    ProvisioningWorker(
            SystemDatabase database,
            RegionRows regions,
            PostgresSessions sessions,
            WorkQueue queue,
            ClusterWork work,
            ProvisioningConfig config) {
        this.database = database;
        this.regions = regions;
        this.sessions = sessions;
        this.queue = queue;
        this.work = work;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        String owner = UUID.randomUUID().toString();
        workers = database.inNewTransaction(regions::ids).stream()
                .map(region -> new RegionWorker(region, owner, sessions, queue, work, config))
                .toList();
        workers.forEach(RegionWorker::start);
    }

    void stop(@Observes ShutdownEvent event) {
        workers.forEach(RegionWorker::stop);
    }
}
