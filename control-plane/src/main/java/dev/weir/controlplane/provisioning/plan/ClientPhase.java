package dev.weir.controlplane.provisioning.plan;

/** What clients of the management API see of a cluster; they know no other. */
public enum ClientPhase {
    PROVISIONING,
    PROVISIONED,
    FAILED
}
