package dev.weir.controlplane.cluster;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.authorization.GrantRole;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.cluster.Cluster.Progress;
import dev.weir.controlplane.environment.EnvironmentStore;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Asks for a cluster: its row, the check of quota and capacity, and its announcement are one transaction. */
@ApplicationScoped
class CreateCluster {
    private static final Logger LOG = Logger.getLogger(CreateCluster.class);

    private final HeldOrganization organizations;
    private final EnvironmentStore environments;
    private final ClusterStore clusters;
    private final ClusterPlacement placement;
    private final ClusterProvisioning provisioning;
    private final GrantRole grantRole;
    private final ClusterAccessAnnouncements access;
    private final ClusterConfig config;
    private final IdGenerator ids;
    private final Clock clock;

    CreateCluster(
            HeldOrganization organizations,
            EnvironmentStore environments,
            ClusterStore clusters,
            ClusterPlacement placement,
            ClusterProvisioning provisioning,
            GrantRole grantRole,
            ClusterAccessAnnouncements access,
            ClusterConfig config,
            IdGenerator ids,
            Clock clock) {
        this.organizations = organizations;
        this.environments = environments;
        this.clusters = clusters;
        this.placement = placement;
        this.provisioning = provisioning;
        this.grantRole = grantRole;
        this.access = access;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Cluster create(OrganizationCaller caller, EnvironmentId environment, ClusterSpec spec) {
        Plan plan = organizations.hold(caller.organization());
        if (environments.find(caller.organization(), environment).isEmpty()) {
            throw new NotFound("environment", environment.value(), "/spec/environment/id").toException();
        }
        requireOffered(plan, spec);
        if (clusters.nameTaken(environment, spec.displayName())) {
            throw new AlreadyExists("cluster", spec.displayName(), "/spec/display_name").toException();
        }
        Quota.CLUSTERS.requireOneMore(plan.organization().clusters(), clusters.count(caller.organization()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Quota.CLUSTER_CREATIONS.requireOneMore(
                plan.organization().clusterCreationsPerDay(),
                clusters.countCreated(caller.organization(), now.minus(Duration.ofDays(1))));
        placement.require(spec);
        var wanted = new Cluster(
                ids.cluster(),
                caller.organization(),
                environment,
                spec,
                caller.principal(),
                DesiredState.RUNNING,
                false,
                1,
                Progress.BEGUN,
                now,
                now);
        Cluster cluster = clusters.insert(wanted, config.kafkaVersion());
        if (!caller.administrator()) {
            grantRole.grant(
                    caller.organization(),
                    caller.principal(),
                    Role.CLOUD_CLUSTER_ADMIN,
                    Scope.of(environment, cluster.id()));
        }
        provisioning.requested(cluster.id());
        access.changed(cluster.id());
        LOG.infof("cluster=%s requested org=%s kind=%s", cluster.id(), caller.organization(), spec.kind());
        return cluster;
    }

    static void requireOffered(Plan plan, ClusterSpec spec) {
        if (!plan.clusters().containsKey(spec.kind())) {
            throw Problem.invalid(
                            "/spec/config/kind", spec.kind().apiName() + " isn't offered by the plan " + plan.name())
                    .toException();
        }
    }
}
