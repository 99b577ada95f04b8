package dev.weir.tenants.cluster;

/** What the control plane wants a cluster to be. Each is a state that stays: a deletion is never a missing record. */
public enum DesiredState {
    /** Brokers run, keys are accepted. */
    RUNNING,
    /** Brokers are stopped, keys refused, data kept. */
    SUSPENDED,
    /** Brokers are stopped, keys refused, data removed. */
    DELETED
}
