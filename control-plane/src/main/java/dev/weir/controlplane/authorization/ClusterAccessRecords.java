package dev.weir.controlplane.authorization;

import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.KafkaResource;
import dev.weir.tenants.access.ResourceKind;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes of all role bindings that hold at a cluster the ACLs that its brokers should have, with its client quotas. */
@ApplicationScoped
class ClusterAccessRecords {
    private static final String SELECT = """
            select principal_id, role, resource_kind, resource_pattern from role_binding
            where organization_id = ? and (environment_id is null or environment_id = ?)
              and (cluster_id is null or cluster_id = ?)
            order by created_at, id""";

    private final ClusterQuotas quotas;

    ClusterAccessRecords(ClusterQuotas quotas) {
        this.quotas = quotas;
    }

    /** The cluster's row must be held. */
    ClusterAccess of(Connection connection, HeldCluster cluster) throws SQLException {
        return new ClusterAccess(
                ClusterAccess.SCHEMA,
                cluster.id().value(),
                cluster.accessGeneration(),
                cluster.deleted() ? List.of() : List.copyOf(acls(connection, cluster)),
                cluster.deleted() ? List.of() : quotas.of(connection, cluster.id()));
    }

    private static Set<AclGrant> acls(Connection connection, HeldCluster cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, cluster.organization());
            select.setString(2, cluster.environment());
            select.setString(3, cluster.id().value());
            try (ResultSet rows = select.executeQuery()) {
                var acls = new LinkedHashSet<AclGrant>();
                while (rows.next()) {
                    acls.addAll(acls(rows));
                }
                return acls;
            }
        }
    }

    private static List<AclGrant> acls(ResultSet row) throws SQLException {
        PrincipalId holder = PrincipalId.of(row.getString("principal_id"));
        Role role = Role.valueOf(row.getString("role"));
        String kind = row.getString("resource_kind");
        return kind == null
                ? role.grants(holder)
                : role.grants(
                        holder,
                        List.of(new KafkaResource(ResourceKind.valueOf(kind), row.getString("resource_pattern"))));
    }

    /** What a cluster's row says that matters here. */
    record HeldCluster(ClusterId id, String organization, String environment, boolean deleted, long accessGeneration) {}
}
