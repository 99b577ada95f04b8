package dev.weir.controlplane.authorization;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;

/** Where in the caller's organization something is, or a role holds. */
public sealed interface Scope {
    /** All of it. */
    record WholeOrganization() implements Scope {}

    /** One environment, with its clusters. */
    record OneEnvironment(EnvironmentId environment) implements Scope {}

    /** One cluster. */
    record OneCluster(EnvironmentId environment, ClusterId cluster) implements Scope {}

    static Scope organization() {
        return new WholeOrganization();
    }

    static Scope of(EnvironmentId environment) {
        return new OneEnvironment(environment);
    }

    static Scope of(EnvironmentId environment, ClusterId cluster) {
        return new OneCluster(environment, cluster);
    }

    /** Whether whatever is in the other is in this one too. */
    default boolean contains(Scope other) {
        return switch (this) {
            case WholeOrganization all -> true;
            case OneEnvironment mine ->
                switch (other) {
                    case WholeOrganization all -> false;
                    case OneEnvironment its -> its.environment().equals(mine.environment());
                    case OneCluster its -> its.environment().equals(mine.environment());
                };
            case OneCluster mine -> mine.equals(other);
        };
    }
}
