package dev.weir.tenants.events;

import java.util.List;

/**
 * The keys with which gateways sign the tokens that one cluster's brokers accept.
 *
 * @param schema version of this shape
 * @param cluster {@code lkc-…}
 * @param generation grows with each change; readers ignore lower ones
 * @param keys all that brokers must accept; none when the cluster is deleted
 * @param internalPassword with which the cluster's brokers know each other; empty when the cluster is deleted
 */
public record ClusterSecret(
        int schema, String cluster, long generation, List<SigningKey> keys, String internalPassword) {
    public static final int SCHEMA = 1;

    public ClusterSecret {
        keys = List.copyOf(keys);
    }

    @Override
    public String toString() {
        return "ClusterSecret[cluster=" + cluster + ", generation=" + generation + ", keys=" + keys.size() + "]";
    }

    /**
     * One HS256 key.
     *
     * @param keyId the {@code kid} in a token's header
     * @param secret 32 bytes in URL-safe base 64 without padding, as in a JWK's {@code k}
     * @param signsFrom milliseconds since 1970 from which gateways may sign with it; the latest such key signs
     */
    public record SigningKey(String keyId, String secret, long signsFrom) {
        @Override
        public String toString() {
            return "SigningKey[keyId=" + keyId + "]";
        }
    }
}
