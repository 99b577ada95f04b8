package dev.weir.controlplane.provisioning.plan;

import dev.weir.tenants.events.ClusterStatus;

/**
 * The latest that a cluster's runtime has reported.
 *
 * @param generation which it answers
 */
public record Observed(long generation, ClusterStatus.Phase phase, String reason, String message) {}
