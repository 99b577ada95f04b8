package dev.weir.controlplane.provisioning;

import dev.weir.tenants.id.ClusterId;

/** How the management API asks that a cluster be made what its row says. */
public interface ClusterProvisioning {
    /** Postgres tells it when something was requested for a cluster, or reported of one. */
    String NEWS_CHANNEL = "weir_provisioning";

    /**
     * Announces the cluster's desired state and queues the work for it. Called within the transaction that inserted or
     * changed the row, after that is flushed and its generation was increased. The first call makes the cluster's
     * secret; when the row's desired state is DELETED the cluster's live API keys are revoked and told too.
     */
    void requested(ClusterId cluster);

    /**
     * Whether clusters that are there can get more brokers.
     *
     * @param runtime a region's
     */
    boolean addsBrokers(String runtime);
}
