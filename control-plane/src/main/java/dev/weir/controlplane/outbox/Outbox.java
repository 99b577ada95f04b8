package dev.weir.controlplane.outbox;

import dev.weir.tenants.events.PlatformTopic;

/**
 * Tells the platform of a change, exactly if the caller's transaction commits. Records of one key reach the topic in the
 * order of their transactions as long as the caller has changed (and so locked) the row that the key names before it
 * publishes.
 */
public interface Outbox {
    /**
     * Adds a record to the current transaction; there must be one.
     *
     * @param key a cluster's or an API key's id
     * @param record one of {@code dev.weir.tenants.events}, written as JSON
     */
    void publish(PlatformTopic topic, String key, Object record);
}
