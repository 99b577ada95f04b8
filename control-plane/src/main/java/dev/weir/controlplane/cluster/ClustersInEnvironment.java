package dev.weir.controlplane.cluster;

import dev.weir.controlplane.environment.EnvironmentContents;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Clusters keep their environment from being deleted. */
@ApplicationScoped
class ClustersInEnvironment implements EnvironmentContents {
    private final ClusterStore clusters;

    ClustersInEnvironment(ClusterStore clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<String> in(OrganizationId organization, EnvironmentId environment) {
        return clusters.in(organization, environment).stream()
                .map(ClusterId::value)
                .toList();
    }
}
