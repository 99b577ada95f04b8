package dev.weir.controlplane.servicequota;

import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.servicequota.ClusterUsageRows.ClusterUsage;
import dev.weir.controlplane.shape.Position;
import org.jspecify.annotations.Nullable;

/**
 * One quota of one organization or cluster.
 *
 * @param cluster null for one of the organization
 * @param usage null where it isn't counted in Postgres
 * @param position in the list
 */
record AppliedQuota(
        Quota quota,
        @Nullable ClusterUsage cluster,
        long byDefault,
        long applied,
        @Nullable Long usage,
        Position position) {}
