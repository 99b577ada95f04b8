package dev.weir.tenants.events;

import org.jspecify.annotations.Nullable;

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
 * @param scramSha256 the verifier for SCRAM-SHA-256 as Kafka writes it; null for a key that was made before there were any
 * @param scramSha512 the same for SCRAM-SHA-512
 */
public record ApiKeyRecord(
        int schema,
        String key,
        long generation,
        String secretSha256,
        String principal,
        String organization,
        String cluster,
        State state,
        @Nullable String scramSha256,
        @Nullable String scramSha512) {
    public static final int SCHEMA = 1;

    /** A key without verifiers for SCRAM. */
    public ApiKeyRecord(
            int schema,
            String key,
            long generation,
            String secretSha256,
            String principal,
            String organization,
            String cluster,
            State state) {
        this(schema, key, generation, secretSha256, principal, organization, cluster, state, null, null);
    }

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
