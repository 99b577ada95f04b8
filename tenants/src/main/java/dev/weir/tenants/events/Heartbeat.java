package dev.weir.tenants.events;

/**
 * Shows readers of a platform topic that its writer lives.
 *
 * @param schema version of this shape
 * @param at when it was written, in milliseconds since 1970
 */
public record Heartbeat(int schema, long at) {
    public static final int SCHEMA = 1;
}
