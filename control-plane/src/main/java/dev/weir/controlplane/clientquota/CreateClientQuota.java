package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.cluster.Cluster;
import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Limits some principals at a cluster, if the plan allows the cluster one more quota. */
@ApplicationScoped
class CreateClientQuota {
    private final HeldOrganization organizations;
    private final ClusterStore clusters;
    private final ClientQuotaStore quotas;
    private final QuotaPrincipals principals;
    private final Event<ClientQuotasChanged> changed;
    private final IdGenerator ids;
    private final Clock clock;

    CreateClientQuota(
            HeldOrganization organizations,
            ClusterStore clusters,
            ClientQuotaStore quotas,
            QuotaPrincipals principals,
            Event<ClientQuotasChanged> changed,
            IdGenerator ids,
            Clock clock) {
        this.organizations = organizations;
        this.clusters = clusters;
        this.quotas = quotas;
        this.principals = principals;
        this.changed = changed;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param environment the one that the client believes the cluster to be in; null when it named none */
    @Transactional
    ClientQuota create(OrganizationId organization, ClusterId id, @Nullable String environment, ClientQuotaSpec spec) {
        Plan plan = organizations.hold(organization);
        Cluster cluster = clusters.find(organization, id)
                .orElseThrow(() -> new NotFound("cluster", id.value(), "/spec/cluster/id").toException());
        if (environment != null && !environment.equals(cluster.environment().value())) {
            throw new NotFound("environment", environment, "/spec/environment/id").toException();
        }
        ClusterLimits limits =
                Objects.requireNonNull(plan.clusters().get(cluster.spec().kind()));
        Quota.CLIENT_QUOTAS.requireOneMore(limits.clientQuotas(), quotas.count(id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var quota = new ClientQuota(ids.clientQuota(), organization, cluster.environment(), id, spec, now, now);
        principals.require(quota);
        quotas.insert(quota);
        changed.fire(new ClientQuotasChanged(id));
        return quota;
    }
}
