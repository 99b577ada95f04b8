package dev.weir.controlplane.cluster;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Renames, protects, or makes a Standard cluster of a Basic one: nothing else of a cluster can be changed. */
@ApplicationScoped
class ChangeCluster {
    private final HeldOrganization organizations;
    private final ClusterStore clusters;
    private final ClusterProvisioning provisioning;
    private final Clock clock;

    ChangeCluster(
            HeldOrganization organizations, ClusterStore clusters, ClusterProvisioning provisioning, Clock clock) {
        this.organizations = organizations;
        this.clusters = clusters;
        this.provisioning = provisioning;
        this.clock = clock;
    }

    @Transactional
    Cluster change(OrganizationId organization, ClusterId id, ClusterChange change) {
        Plan plan = organizations.hold(organization);
        Cluster old = clusters.lock(organization, id)
                .orElseThrow(() -> NotFound.of("cluster", id.value()).toException());
        ClusterSpec spec = change.applyTo(old.spec());
        if (!spec.displayName().equals(old.spec().displayName())
                && clusters.nameTaken(old.environment(), spec.displayName())) {
            throw new AlreadyExists("cluster", spec.displayName(), "/spec/display_name").toException();
        }
        boolean upgraded = requireUpgrade(plan, old.spec(), spec);
        var changed = new Cluster(
                id,
                organization,
                old.environment(),
                spec,
                old.owner(),
                old.desired(),
                old.suspended(),
                upgraded ? old.generation() + 1 : old.generation(),
                old.progress(),
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        clusters.update(changed);
        if (upgraded) {
            provisioning.requested(id);
        }
        return changed;
    }

    private static boolean requireUpgrade(Plan plan, ClusterSpec old, ClusterSpec spec) {
        if (spec.kind() == old.kind()) {
            return false;
        }
        if (old.kind() != ClusterKind.BASIC || spec.kind() != ClusterKind.STANDARD) {
            throw Problem.invalid("/spec/config/kind", "can be changed from Basic to Standard only")
                    .toException();
        }
        CreateCluster.requireOffered(plan, spec);
        return true;
    }
}
