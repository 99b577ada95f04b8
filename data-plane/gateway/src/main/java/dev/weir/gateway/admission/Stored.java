package dev.weir.gateway.admission;

/**
 * What a cluster keeps, as its brokers said.
 *
 * @param bytes over all partitions, each counted once
 */
public record Stored(long bytes) {
    /** Nobody has asked yet. */
    public static final Stored UNKNOWN = new Stored(0);
}
