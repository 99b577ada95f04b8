package dev.weir.controlplane.apikey;

import dev.weir.controlplane.apikey.ApiKeyFilter.Visible;
import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Reach;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.cluster.Cluster;
import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may see, make and end which keys: everybody their own, beyond that by what a key opens. */
@ApplicationScoped
class ApiKeyAccess {
    private final CurrentCaller caller;
    private final ClusterStore clusters;

    ApiKeyAccess(CurrentCaller caller, ClusterStore clusters) {
        this.caller = caller;
        this.clusters = clusters;
    }

    /** What a list may show to the caller; null for everything. */
    @Nullable
    Visible visible() {
        OrganizationCaller member = caller.member();
        if (member.may(Action.MANAGE_CLOUD_KEYS, Scope.organization())) {
            return null;
        }
        Reach reach = member.grants().reach(Action.MANAGE_CLUSTER_KEYS);
        List<ClusterId> visible = new ArrayList<>(reach.clusters());
        if (reach.everywhere()) {
            visible.addAll(clusters.in(member.organization()));
        }
        reach.environments().forEach(environment -> visible.addAll(clusters.in(member.organization(), environment)));
        return new Visible(member.principal(), visible);
    }

    /** Whoever makes a key for another acts as that other, so only who administrates them may. */
    void requireToMake(PrincipalId owner, @Nullable ClusterId cluster) {
        OrganizationCaller member = caller.requireUnlessOwn(owner, Action.MANAGE_PRINCIPALS, Scope.organization());
        if (cluster != null) {
            Cluster found = find(member.organization(), cluster)
                    .orElseThrow(() -> new NotFound("cluster", cluster.value(), "/spec/resource/id").toException());
            caller.require(Action.READ_CLUSTER, Scope.of(found.environment(), found.id()));
        }
    }

    void require(ApiKey key) {
        ClusterId cluster = key.cluster();
        Optional<Cluster> found = cluster == null ? Optional.empty() : find(key.organization(), cluster);
        if (found.isEmpty()) {
            caller.requireUnlessOwn(key.owner(), Action.MANAGE_CLOUD_KEYS, Scope.organization());
        } else {
            Scope scope = Scope.of(found.get().environment(), found.get().id());
            caller.requireUnlessOwn(key.owner(), Action.MANAGE_CLUSTER_KEYS, scope);
        }
    }

    private Optional<Cluster> find(OrganizationId organization, ClusterId cluster) {
        return clusters.find(organization, cluster);
    }
}
