package dev.weir.controlplane.cluster;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;

/** Said within the transaction that gives a cluster up, so that what is only its own goes with it. */
public record ClusterDeleted(OrganizationId organization, ClusterId id) {}
