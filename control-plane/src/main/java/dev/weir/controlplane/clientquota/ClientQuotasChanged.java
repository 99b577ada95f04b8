package dev.weir.controlplane.clientquota;

import dev.weir.tenants.id.ClusterId;

/** Said within the transaction that has changed a cluster's client quotas, after the rows are written. */
public record ClientQuotasChanged(ClusterId cluster) {}
