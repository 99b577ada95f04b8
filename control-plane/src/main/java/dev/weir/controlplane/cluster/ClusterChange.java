package dev.weir.controlplane.cluster;

import dev.weir.controlplane.cluster.Cluster.AvailabilityChoice;
import dev.weir.tenants.cluster.ClusterKind;
import org.jspecify.annotations.Nullable;

/** What an owner wants to change; what is null stays as it is. */
record ClusterChange(
        @Nullable String displayName,
        @Nullable ClusterKind kind,
        @Nullable AvailabilityChoice availability,
        @Nullable Integer maxEcku,
        @Nullable Integer cku,
        @Nullable Boolean deletionProtection) {

    ClusterSpec applyTo(ClusterSpec old) {
        return new ClusterSpec(
                displayName == null ? old.displayName() : displayName,
                kind == null ? old.kind() : kind,
                availability == null ? old.availability() : availability,
                old.cloud(),
                old.region(),
                maxEcku == null ? old.maxEcku() : maxEcku,
                cku == null ? old.cku() : cku,
                deletionProtection == null ? old.deletionProtection() : deletionProtection);
    }
}
