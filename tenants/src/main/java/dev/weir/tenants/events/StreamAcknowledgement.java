package dev.weir.tenants.events;

import org.jspecify.annotations.Nullable;

/**
 * Somebody has acknowledged events at a gateway that doesn't have their stream. The one that has it commits, and removes
 * this, or says why it couldn't.
 *
 * @param schema version of this record's form
 * @param id of this one
 * @param cluster whose group it is
 * @param group whose stream it is
 * @param principal who acknowledges
 * @param stream which one
 * @param number of the last event that was received
 * @param failure why it couldn't be committed; null before somebody has tried
 */
public record StreamAcknowledgement(
        int schema,
        String id,
        String cluster,
        String group,
        String principal,
        String stream,
        long number,
        @Nullable String failure) {
    public static final int SCHEMA = 1;

    /** No cluster's id begins like this. */
    private static final String KEYS = "acknowledgement/";

    /** Under which it stands in its topic. */
    public String key() {
        return KEYS + id;
    }

    public static boolean isKey(String key) {
        return key.startsWith(KEYS);
    }

    /** That of a key. */
    public static String id(String key) {
        return key.substring(KEYS.length());
    }

    public StreamAcknowledgement failed(String why) {
        return new StreamAcknowledgement(schema, id, cluster, group, principal, stream, number, why);
    }
}
