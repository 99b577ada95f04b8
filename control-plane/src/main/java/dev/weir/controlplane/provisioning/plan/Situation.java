package dev.weir.controlplane.provisioning.plan;

import dev.weir.tenants.cluster.DesiredState;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan depends on.
 *
 * @param generation of what is desired
 * @param desired what the cluster shall be
 * @param announced the latest generation that the runtime was told; 0 for none
 * @param observed the latest report, or null when there was none
 * @param overdue whether the runtime has had its time to report and has not
 * @param shown what clients see now
 */
public record Situation(
        long generation,
        DesiredState desired,
        long announced,
        @Nullable Observed observed,
        boolean overdue,
        Shown shown) {}
