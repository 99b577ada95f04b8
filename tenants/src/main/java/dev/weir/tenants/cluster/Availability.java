package dev.weir.tenants.cluster;

/** Whether a cluster survives the loss of a broker: LOW is one broker, HIGH three with replication factor 3. */
public enum Availability {
    LOW,
    HIGH
}
