package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.access.RoleGrant;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what the rows say a cluster should be: its own, its organization's plan, the roles on it. */
@ApplicationScoped
class DesiredClusters {
    private static final String SELECT = """
            select c.id, c.organization_id, c.environment_id, c.generation, c.display_name, c.kind, c.availability,
                   c.brokers, c.kafka_version, c.desired_state, c.http_origins,
                   effective_limits(p.limits, l.limits) -> 'clusters' ->> c.kind as limits,
                   array(select distinct rb.principal_id || ' ' || rb.role from role_binding rb
                         where rb.organization_id = c.organization_id
                           and (rb.environment_id is null or rb.environment_id = c.environment_id)
                           and (rb.cluster_id is null or rb.cluster_id = c.id)
                           and rb.resource_kind is null
                         order by 1) as roles
            from cluster c join organization o on o.id = c.organization_id join plan p on p.name = o.plan
            left join organization_limit l on l.organization_id = o.id
            """;

    private static final ClusterLimits NONE = new ClusterLimits(1, 1, 1, 1, 1, 1, 1, 1, 1);

    private final PlatformJson json;

    DesiredClusters(PlatformJson json) {
        this.json = json;
    }

    /** The cluster must be there. */
    ClusterDesired read(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "where c.id = ?")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no cluster " + cluster);
                }
                return desired(row);
            }
        }
    }

    /** The next ones in the order of their ids, deleted ones too. None changes until the transaction ends. */
    List<ClusterDesired> hold(Connection connection, String after, int count) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + "where c.id > ? order by c.id limit ? for share of c")) {
            select.setString(1, after);
            select.setInt(2, count);
            try (ResultSet rows = select.executeQuery()) {
                var clusters = new ArrayList<ClusterDesired>();
                while (rows.next()) {
                    clusters.add(desired(rows));
                }
                return clusters;
            }
        }
    }

    private ClusterDesired desired(ResultSet row) throws SQLException {
        DesiredState state = DesiredState.valueOf(row.getString("desired_state"));
        return new ClusterDesired(
                ClusterDesired.SCHEMA,
                row.getString("id"),
                row.getString("organization_id"),
                row.getString("environment_id"),
                row.getLong("generation"),
                row.getString("display_name"),
                ClusterKind.valueOf(row.getString("kind")),
                Availability.valueOf(row.getString("availability")),
                row.getInt("brokers"),
                row.getString("kafka_version"),
                state,
                limits(row, state),
                roles((String[]) row.getArray("roles").getArray()),
                List.of((String[]) row.getArray("http_origins").getArray()));
    }

    /** A plan may have ceased to offer what a deleted cluster was. */
    private ClusterLimits limits(ResultSet row, DesiredState state) throws SQLException {
        String limits = row.getString("limits");
        if (limits != null) {
            return json.read(limits, ClusterLimits.class);
        }
        return switch (state) {
            case DELETED -> NONE;
            case RUNNING, SUSPENDED ->
                throw new IllegalStateException("the plan of " + row.getString("id") + " has no limits for its kind");
        };
    }

    /** Those for the whole cluster; what else there is its brokers learn from {@code weir.access}. */
    private static List<RoleGrant> roles(String[] texts) {
        return Arrays.stream(texts)
                .map(text -> text.split(" ", -1))
                .map(parts -> new RoleGrant(parts[0], Role.valueOf(parts[1])))
                .toList();
    }
}
