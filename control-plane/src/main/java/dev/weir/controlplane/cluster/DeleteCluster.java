package dev.weir.controlplane.cluster;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.DeletionProtected;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Gives a cluster up: from here on its owner sees it no more, its keys end, its brokers and data go. */
@ApplicationScoped
class DeleteCluster {
    private static final Logger LOG = Logger.getLogger(DeleteCluster.class);

    private final HeldOrganization organizations;
    private final ClusterStore clusters;
    private final ClusterProvisioning provisioning;
    private final Event<ClusterDeleted> deleted;
    private final Clock clock;

    DeleteCluster(
            HeldOrganization organizations,
            ClusterStore clusters,
            ClusterProvisioning provisioning,
            Event<ClusterDeleted> deleted,
            Clock clock) {
        this.organizations = organizations;
        this.clusters = clusters;
        this.provisioning = provisioning;
        this.deleted = deleted;
        this.clock = clock;
    }

    @Transactional
    void delete(OrganizationId organization, ClusterId id) {
        organizations.hold(organization);
        Cluster old = clusters.lock(organization, id)
                .orElseThrow(() -> NotFound.of("cluster", id.value()).toException());
        if (old.spec().deletionProtection()) {
            throw new DeletionProtected(id.value()).toException();
        }
        clusters.delete(new Cluster(
                id,
                organization,
                old.environment(),
                old.spec(),
                old.owner(),
                DesiredState.DELETED,
                old.suspended(),
                old.generation() + 1,
                old.progress(),
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        deleted.fire(new ClusterDeleted(organization, id));
        provisioning.requested(id);
        LOG.infof("cluster=%s deleted org=%s", id, organization);
    }
}
