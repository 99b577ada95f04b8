package dev.weir.controlplane.rolebinding;

import dev.weir.controlplane.authorization.CrnPattern;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.cluster.ClusterStore;
import dev.weir.controlplane.environment.EnvironmentStore;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Received;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds what a pattern speaks of. What isn't there, or is another organization's, is answered alike. */
@ApplicationScoped
class Places {
    private static final String POINTER = "/crn_pattern";

    private final EnvironmentStore environments;
    private final ClusterStore clusters;

    Places(EnvironmentStore environments, ClusterStore clusters) {
        this.environments = environments;
        this.clusters = clusters;
    }

    Scope find(OrganizationId organization, CrnPattern pattern) {
        if (!pattern.organization().equals(organization.value())) {
            throw new NotFound("organization", pattern.organization(), POINTER).toException();
        }
        String environment = pattern.environment();
        if (environment == null) {
            return Scope.organization();
        }
        EnvironmentId id = Received.reference("environment", environment, POINTER, EnvironmentId::new);
        if (environments.find(organization, id).isEmpty()) {
            throw new NotFound("environment", environment, POINTER).toException();
        }
        String cluster = pattern.cluster();
        return cluster == null ? Scope.of(id) : Scope.of(id, cluster(organization, id, cluster));
    }

    private ClusterId cluster(OrganizationId organization, EnvironmentId environment, String cluster) {
        ClusterId id = Received.reference("cluster", cluster, POINTER, ClusterId::new);
        return clusters.find(organization, id)
                .filter(found -> found.environment().equals(environment))
                .orElseThrow(() -> new NotFound("cluster", cluster, POINTER).toException())
                .id();
    }
}
