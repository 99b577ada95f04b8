package dev.weir.tenants.plan;

import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.ClusterLimits;
import java.util.Map;

/**
 * A plan: the limits of an organization and of each kind of cluster that it may make. Plans are data in Postgres.
 *
 * @param name unique, such as {@code free}
 * @param organization limits over the whole organization
 * @param clusters limits of each cluster by its kind; a kind that is missing isn't offered
 */
public record Plan(String name, OrganizationLimits organization, Map<ClusterKind, ClusterLimits> clusters) {
    public Plan {
        clusters = Map.copyOf(clusters);
    }
}
