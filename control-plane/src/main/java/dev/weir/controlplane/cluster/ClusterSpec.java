package dev.weir.controlplane.cluster;

import dev.weir.controlplane.cluster.Cluster.AvailabilityChoice;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import org.jspecify.annotations.Nullable;

/**
 * What an owner chooses.
 *
 * @param cloud AWS, AZURE or GCP, which the region must be of
 * @param maxEcku of a Basic or Standard cluster; kept only to be echoed
 * @param cku the size of a Dedicated cluster; null for other kinds
 */
public record ClusterSpec(
        String displayName,
        ClusterKind kind,
        AvailabilityChoice availability,
        String cloud,
        String region,
        @Nullable Integer maxEcku,
        @Nullable Integer cku,
        boolean deletionProtection) {
    private static final int REPLICATED = 3;

    /** How many brokers that takes. */
    public int brokers() {
        return switch (kind) {
            case BASIC -> 1;
            case STANDARD -> availability.meaning() == Availability.HIGH ? REPLICATED : 1;
            case DEDICATED -> REPLICATED + (cku == null ? 0 : cku - 1);
        };
    }
}
