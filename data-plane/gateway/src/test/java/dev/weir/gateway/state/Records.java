package dev.weir.gateway.state;

import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.key.SecretHash;
import java.util.List;

/** Records of the platform topics for one key of one cluster. */
final class Records {
    static final String CLUSTER = "lkc-abc123";
    static final String KEY = "ABCDEFGHIJKLMNOP";
    static final String SECRET = "the-secret";
    static final String PRINCIPAL = "sa-abc123";
    static final NodeAddress NODE = new NodeAddress(0, "127.64.0.1", 9092, 9094);
    private static final String ORGANIZATION = "00000000-0000-4000-8000-000000000001";

    private Records() {}

    static ClusterDesired cluster(long generation, DesiredState state) {
        return new ClusterDesired(
                ClusterDesired.SCHEMA,
                CLUSTER,
                ORGANIZATION,
                "env-1",
                generation,
                "events",
                ClusterKind.BASIC,
                Availability.LOW,
                1,
                "4.3.1",
                state,
                new ClusterLimits(1, 1, 10, 1, 1, 1, 1024, 1, 1),
                List.of(),
                List.of());
    }

    static ClusterStatus status(long sequence, ClusterStatus.Phase phase) {
        List<NodeAddress> nodes = phase == ClusterStatus.Phase.RUNNING ? List.of(NODE) : List.of();
        return new ClusterStatus(ClusterStatus.SCHEMA, CLUSTER, 1, sequence, phase, nodes, null, "", "", 0);
    }

    static ClusterSecret secret(long generation, SigningKey... keys) {
        return new ClusterSecret(ClusterSecret.SCHEMA, CLUSTER, generation, List.of(keys), "password");
    }

    static SigningKey signingKey(String id, long signsFrom) {
        return new SigningKey(id, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", signsFrom);
    }

    static ApiKeyRecord key(long generation, ApiKeyRecord.State state) {
        return new ApiKeyRecord(
                ApiKeyRecord.SCHEMA,
                KEY,
                generation,
                SecretHash.of(SECRET).hex(),
                PRINCIPAL,
                ORGANIZATION,
                CLUSTER,
                state);
    }
}
