package dev.weir.controlplane.servicequota;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an organization's clusters use of what is counted in Postgres: one query for however many. */
@ApplicationScoped
class ClusterUsageRows {
    private static final String WHERE = """
            where c.organization_id = ? and c.desired_state <> 'DELETED'
            and (?::text is null or c.environment_id = ?) and (?::text is null or c.id = ?)
            """;
    private static final String SELECT = """
            select c.id, c.environment_id, c.kind, c.created_at,
              (select count(*) from api_key k where k.cluster_id = c.id and k.state = 'ACTIVE') as api_keys,
              (select count(*) from client_quota q where q.cluster_id = c.id) as client_quotas
            from cluster c
            """;

    /** From a position on, itself included, at most so many. */
    List<ClusterUsage> from(Connection connection, Filter filter, Position position, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                SELECT + WHERE + "and (c.created_at, c.id) >= (?, ?) order by c.created_at, c.id limit ?")) {
            bind(select, filter);
            select.setTimestamp(6, Timestamp.from(position.createdAt()));
            select.setString(7, position.id());
            select.setInt(8, most);
            try (ResultSet row = select.executeQuery()) {
                var clusters = new ArrayList<ClusterUsage>();
                while (row.next()) {
                    clusters.add(new ClusterUsage(
                            new ClusterId(row.getString("id")),
                            new EnvironmentId(row.getString("environment_id")),
                            ClusterKind.valueOf(row.getString("kind")),
                            row.getTimestamp("created_at").toInstant(),
                            row.getLong("api_keys"),
                            row.getLong("client_quotas")));
                }
                return clusters;
            }
        }
    }

    long count(Connection connection, Filter filter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) from cluster c " + WHERE)) {
            bind(select, filter);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static void bind(PreparedStatement select, Filter filter) throws SQLException {
        select.setString(1, filter.organization().value());
        select.setString(2, filter.environment());
        select.setString(3, filter.environment());
        select.setString(4, filter.cluster());
        select.setString(5, filter.cluster());
    }

    /** Which clusters; null is no condition. */
    record Filter(
            OrganizationId organization,
            @Nullable String environment,
            @Nullable String cluster) {}

    /** One cluster, and what it uses. */
    record ClusterUsage(
            ClusterId id,
            EnvironmentId environment,
            ClusterKind kind,
            Instant createdAt,
            long apiKeys,
            long clientQuotas) {}
}
