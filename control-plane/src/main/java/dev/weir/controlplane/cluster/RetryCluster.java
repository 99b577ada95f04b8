package dev.weir.controlplane.cluster;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Has a failed provisioning tried again at once, as for the first time; it is tried again in any case, but ever more
 * rarely. A cluster that hasn't failed stays as it is.
 */
@ApplicationScoped
class RetryCluster {
    private final HeldOrganization organizations;
    private final ClusterStore clusters;
    private final ClusterProvisioning provisioning;
    private final Clock clock;

    RetryCluster(HeldOrganization organizations, ClusterStore clusters, ClusterProvisioning provisioning, Clock clock) {
        this.organizations = organizations;
        this.clusters = clusters;
        this.provisioning = provisioning;
        this.clock = clock;
    }

    @Transactional
    Cluster retry(OrganizationId organization, ClusterId id) {
        organizations.hold(organization);
        Cluster failed = clusters.lock(organization, id)
                .orElseThrow(() -> NotFound.of("cluster", id.value()).toException());
        if (!failed.progress().phase().equals("FAILED")) {
            return failed;
        }
        Cluster retried = clusters.update(new Cluster(
                id,
                organization,
                failed.environment(),
                failed.spec(),
                failed.owner(),
                failed.desired(),
                failed.suspended(),
                failed.generation() + 1,
                failed.progress().as("PROVISIONING", "Retrying", "It is tried again."),
                failed.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        provisioning.requested(id);
        return retried;
    }
}
