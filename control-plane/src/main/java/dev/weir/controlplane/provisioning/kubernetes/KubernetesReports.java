package dev.weir.controlplane.provisioning.kubernetes;

import dev.weir.controlplane.provisioning.ObservedClusters;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Hears what operators say of their clusters, in each region by itself: one that is away delays no other. */
@ApplicationScoped
class KubernetesReports {
    private final KubernetesRegions regions;
    private final ObservedClusters observed;
    private List<RegionReports> reports = List.of();

    KubernetesReports(KubernetesRegions regions, ObservedClusters observed) {
        this.regions = regions;
        this.observed = observed;
    }

    void start(@Observes StartupEvent event) {
        reports = regions.all().stream()
                .map(region -> new RegionReports(region, regions, observed))
                .toList();
        reports.forEach(RegionReports::start);
    }

    void stop(@Observes ShutdownEvent event) {
        reports.forEach(RegionReports::stop);
    }
}
