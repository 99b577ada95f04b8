package dev.weir.controlplane.httporigin;

import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Says whose pages may use a cluster, and tells its gateways. */
@ApplicationScoped
class ChangeHttpOrigins {
    private final HeldOrganization organizations;
    private final ClusterStore clusters;
    private final HttpOriginStore origins;
    private final ClusterProvisioning provisioning;

    ChangeHttpOrigins(
            HeldOrganization organizations,
            ClusterStore clusters,
            HttpOriginStore origins,
            ClusterProvisioning provisioning) {
        this.organizations = organizations;
        this.clusters = clusters;
        this.origins = origins;
        this.provisioning = provisioning;
    }

    @Transactional
    List<String> change(OrganizationId organization, ClusterId cluster, List<String> wanted) {
        var _ = organizations.hold(organization);
        if (clusters.lock(organization, cluster).isEmpty()) {
            throw NotFound.of("cluster", cluster.value()).toException();
        }
        if (!origins.of(cluster).equals(wanted)) {
            origins.replace(cluster, wanted);
            provisioning.requested(cluster);
        }
        return wanted;
    }

    @Transactional
    List<String> read(ClusterId cluster) {
        return origins.of(cluster);
    }
}
