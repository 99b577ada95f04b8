package dev.weir.controlplane.cluster;

import dev.weir.controlplane.cluster.Cluster.Progress;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Renames, protects, makes a Standard cluster of a Basic one, gives it more brokers: nothing else can be changed. */
@ApplicationScoped
class ChangeCluster {
    private static final String PROVISIONED = "PROVISIONED";

    private final HeldOrganization organizations;
    private final ClusterStore clusters;
    private final ClusterPlacement placement;
    private final ClusterProvisioning provisioning;
    private final Clock clock;

    ChangeCluster(
            HeldOrganization organizations,
            ClusterStore clusters,
            ClusterPlacement placement,
            ClusterProvisioning provisioning,
            Clock clock) {
        this.organizations = organizations;
        this.clusters = clusters;
        this.placement = placement;
        this.provisioning = provisioning;
        this.clock = clock;
    }

    @Transactional
    Cluster change(OrganizationId organization, ClusterId id, ClusterChange change) {
        Plan plan = organizations.hold(organization);
        // Who holds the organization is the only one to change it; its region comes before it in the order of locks.
        Cluster present = clusters.find(organization, id).orElseThrow(() -> unknown(id));
        int more = change.applyTo(present.spec()).brokers() - present.spec().brokers();
        if (more > 0) {
            placement.requireMore(present.spec(), more, present.desired() == DesiredState.RUNNING);
        }
        Cluster old = clusters.lock(organization, id).orElseThrow(() -> unknown(id));
        ClusterSpec spec = change.applyTo(old.spec());
        if (!spec.displayName().equals(old.spec().displayName())
                && clusters.nameTaken(old.environment(), spec.displayName())) {
            throw new AlreadyExists("cluster", spec.displayName(), "/spec/display_name").toException();
        }
        boolean concernsBrokers = requireUpgrade(plan, old.spec(), spec) || more > 0;
        Cluster changed = clusters.update(new Cluster(
                id,
                organization,
                old.environment(),
                spec,
                old.owner(),
                old.desired(),
                old.suspended(),
                concernsBrokers ? old.generation() + 1 : old.generation(),
                more > 0 ? growing(old) : old.progress(),
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        if (concernsBrokers) {
            provisioning.requested(id);
        }
        return changed;
    }

    /** It serves meanwhile, so clients aren't told that it is being made. */
    private static Progress growing(Cluster old) {
        boolean serves =
                old.desired() == DesiredState.RUNNING && old.progress().phase().equals(PROVISIONED);
        return serves ? old.progress().as(PROVISIONED, "Scaling", "Brokers are being added.") : old.progress();
    }

    private static RuntimeException unknown(ClusterId id) {
        return NotFound.of("cluster", id.value()).toException();
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
