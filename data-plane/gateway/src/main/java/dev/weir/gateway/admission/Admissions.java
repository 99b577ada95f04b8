package dev.weir.gateway.admission;

import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.state.StateChange;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.id.ClusterId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The admission of each cluster that somebody has used since the gateway's start. */
@Singleton
public class Admissions {
    private final TenantDirectory directory;
    private final Map<ClusterId, ClusterAdmission> byCluster = new ConcurrentHashMap<>();

    @Inject
    Admissions(TenantDirectory directory) {
        this.directory = directory;
        directory.listen(this::changed);
    }

    /** Nothing for a cluster that isn't known. */
    public Optional<ClusterAdmission> of(ClusterId cluster) {
        ClusterAdmission known = byCluster.get(cluster);
        if (known != null) {
            return Optional.of(known);
        }
        return directory.cluster(cluster).map(record -> {
            ClusterAdmission admission =
                    byCluster.computeIfAbsent(cluster, id -> new ClusterAdmission(id, record.limits()));
            // What changed meanwhile found nothing to change.
            directory.cluster(cluster).map(Cluster::limits).ifPresent(admission::limits);
            return admission;
        });
    }

    public Collection<ClusterAdmission> all() {
        return byCluster.values();
    }

    private void changed(StateChange change) {
        switch (change) {
            case StateChange.ClusterChanged(ClusterId id) -> {
                ClusterAdmission admission = byCluster.get(id);
                if (admission != null) {
                    directory.cluster(id).map(Cluster::limits).ifPresent(admission::limits);
                }
            }
            case StateChange.ClusterClosed(ClusterId id) -> byCluster.remove(id);
            case StateChange.KeyOpened _, StateChange.KeyClosed _, StateChange.ProviderChanged _ -> {}
        }
    }
}
