package dev.weir.tenants.events;

/**
 * One API key of a cluster, as gateways need it. Keys of the management API alone aren't published.
 *
 * @param schema version of this shape
 * @param key the key's id, which is the user name
 * @param generation grows with each change; readers ignore lower ones
 * @param secretSha256 64 hexadecimal digits
 * @param principal whose it is: {@code u-…} or {@code sa-…}
 * @param organization whose it is
 * @param cluster {@code lkc-…}
 * @param state a revoked key keeps its record, so that a gateway which was away learns of it
 */
public record ApiKeyRecord(
        int schema,
        String key,
        long generation,
        String secretSha256,
        String principal,
        String organization,
        String cluster,
        State state) {
    public static final int SCHEMA = 1;

    @Override
    public String toString() {
        return "ApiKeyRecord[key=" + key + ", cluster=" + cluster + ", state=" + state + "]";
    }

    /** Whether the key opens anything. */
    public enum State {
        ACTIVE,
        REVOKED
    }
}
