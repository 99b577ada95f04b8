package dev.weir.controlplane.provisioning;

import dev.weir.tenants.events.ClusterDesired;

/**
 * The ground on which a region's clusters run. What has become of them is reported on {@code weir.cluster-status},
 * whatever the ground: a runtime only hands over what is desired.
 */
public interface ClusterRuntime {
    /** As in the {@code runtime} of a region's row. */
    String name();

    /**
     * Whether the record on {@code weir.clusters}, which the transaction of every change writes, is all that this ground
     * needs to act. Then {@link #apply} is only called when no report comes in time.
     */
    boolean actsOnAnnouncement();

    /** Whether a cluster that is there can get more brokers. */
    boolean addsBrokers();

    /**
     * Hands over what is desired. Called outside of transactions, perhaps repeatedly, perhaps by two control planes at
     * once; must not replace a higher generation.
     *
     * @param region where the cluster is
     */
    void apply(String region, ClusterDesired desired);
}
