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
import java.util.List;

/** Reads what the rows say a cluster should be: its own, its organization's plan, its administrators. */
@ApplicationScoped
class DesiredClusters {
    private static final String SELECT = """
            select c.id, c.organization_id, c.environment_id, c.generation, c.display_name, c.kind, c.availability,
                   c.brokers, c.kafka_version, c.desired_state, c.owner_principal,
                   p.limits -> 'clusters' ->> c.kind as limits,
                   array(select u.id from app_user u
                         where u.organization_id = c.organization_id and u.role = 'ORGANIZATION_ADMIN'
                         order by u.id) as admins
            from cluster c join organization o on o.id = c.organization_id join plan p on p.name = o.plan
            """;

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
        String limits = row.getString("limits");
        if (limits == null) {
            throw new IllegalStateException("the plan of " + row.getString("id") + " has no limits for its kind");
        }
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
                DesiredState.valueOf(row.getString("desired_state")),
                json.read(limits, ClusterLimits.class),
                roles((String[]) row.getArray("admins").getArray(), row.getString("owner_principal")));
    }

    /** Whoever made a cluster without being an administrator of the organization rules that cluster. */
    private static List<RoleGrant> roles(String[] admins, String owner) {
        var roles = new ArrayList<RoleGrant>();
        for (String admin : admins) {
            roles.add(new RoleGrant(admin, Role.ORGANIZATION_ADMIN));
        }
        if (roles.stream().noneMatch(grant -> grant.principal().equals(owner))) {
            roles.add(new RoleGrant(owner, Role.CLOUD_CLUSTER_ADMIN));
        }
        return roles;
    }
}
