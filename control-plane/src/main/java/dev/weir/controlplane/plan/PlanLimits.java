package dev.weir.controlplane.plan;

import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.plan.OrganizationLimits;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/** A plan's limits as they stand in its row, in JSON. */
@RegisterForReflection(targets = {PlanLimits.class, OrganizationLimits.class, ClusterLimits.class})
public record PlanLimits(OrganizationLimits organization, Map<ClusterKind, ClusterLimits> clusters) {
    public PlanLimits {
        clusters = Map.copyOf(clusters);
    }
}
