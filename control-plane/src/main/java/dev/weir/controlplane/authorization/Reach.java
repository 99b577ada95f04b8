package dev.weir.controlplane.authorization;

import dev.weir.controlplane.authorization.Scope.OneCluster;
import dev.weir.controlplane.authorization.Scope.OneEnvironment;
import dev.weir.controlplane.authorization.Scope.WholeOrganization;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where somebody may do something.
 *
 * @param everywhere in the whole organization; then the sets say nothing more
 * @param environments in these, with all of their clusters (unless the action is about environments only)
 * @param clusters in these
 */
public record Reach(boolean everywhere, Set<EnvironmentId> environments, Set<ClusterId> clusters) {
    public Reach {
        environments = Set.copyOf(environments);
        clusters = Set.copyOf(clusters);
    }

    static Reach of(Action action, List<Grant> grants) {
        boolean everywhere = false;
        var environments = new HashSet<EnvironmentId>();
        var clusters = new HashSet<ClusterId>();
        for (Grant grant : grants) {
            if (!Action.of(grant.role()).contains(action)) {
                continue;
            }
            switch (grant.scope()) {
                case WholeOrganization all -> everywhere = true;
                case OneEnvironment one -> environments.add(one.environment());
                case OneCluster one -> {
                    clusters.add(one.cluster());
                    if (action.reachesUp()) {
                        environments.add(one.environment());
                    }
                }
            }
        }
        return new Reach(everywhere, environments, clusters);
    }

    public List<String> environmentIds() {
        return environments.stream().map(EnvironmentId::value).sorted().toList();
    }

    public List<String> clusterIds() {
        return clusters.stream().map(ClusterId::value).sorted().toList();
    }
}
