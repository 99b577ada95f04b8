package dev.weir.agent.testing;

import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.access.RoleGrant;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import java.util.Base64;
import java.util.List;

/** What a control plane would say. */
public final class TestNews {
    public static final String ADMIN = "u-admin1";
    public static final ClusterLimits LIMITS =
            new ClusterLimits(1_000_000, 1_000_000, 100, 100, 1_000, 100, 2_097_152, 1_000_000_000, 10);

    private TestNews() {}

    public static ClusterDesired desired(String cluster, long generation, ClusterKind kind, int brokers) {
        return desired(cluster, generation, kind, brokers, DesiredState.RUNNING);
    }

    public static ClusterDesired desired(
            String cluster, long generation, ClusterKind kind, int brokers, DesiredState state) {
        return new ClusterDesired(
                ClusterDesired.SCHEMA,
                cluster,
                "org-1",
                "env-1",
                generation,
                "test",
                kind,
                brokers == 1 ? Availability.LOW : Availability.HIGH,
                brokers,
                "4.3.1",
                state,
                LIMITS,
                List.of(new RoleGrant(ADMIN, Role.CLOUD_CLUSTER_ADMIN)),
                List.of());
    }

    public static ClusterSecret secret(String cluster) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) 7);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new ClusterSecret(
                ClusterSecret.SCHEMA, cluster, 1, List.of(new SigningKey("k1", key, 0)), "internal password");
    }

    public static ClusterAccess access(
            String cluster, long generation, List<AclGrant> roles, PrincipalQuota... quotas) {
        return new ClusterAccess(ClusterAccess.SCHEMA, cluster, generation, roles, List.of(quotas));
    }

    public static List<AclGrant> admin(String principal) {
        return new RoleGrant(principal, Role.CLOUD_CLUSTER_ADMIN).acls();
    }
}
