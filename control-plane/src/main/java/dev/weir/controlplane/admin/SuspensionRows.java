package dev.weir.controlplane.admin;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What suspension reads and writes, of all organizations. Locks in everybody's order: organization, region, cluster. */
@ApplicationScoped
class SuspensionRows {
    private static final String CLUSTER =
            "select id, organization_id, region, brokers, desired_state, suspended from cluster ";

    /** Empty when there is no such organization; otherwise whether it is suspended. It is held. */
    Optional<Boolean> lockOrganization(Connection connection, OrganizationId organization) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select suspended from organization where id = ? for no key update")) {
            select.setString(1, organization.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
            }
        }
    }

    void setSuspended(Connection connection, OrganizationId organization, boolean suspended) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update organization set suspended = ?, updated_at = now() where id = ?")) {
            update.setBoolean(1, suspended);
            update.setString(2, organization.value());
            update.executeUpdate();
        }
    }

    Optional<OrganizationId> ownerOf(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select organization_id from cluster where id = ?")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new OrganizationId(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** Those that aren't deleted, in the order of their ids, so that two who hold several don't wait for each other. */
    List<Suspendable> clustersOf(Connection connection, OrganizationId organization) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                CLUSTER + "where organization_id = ? and desired_state <> 'DELETED' order by id")) {
            select.setString(1, organization.value());
            try (ResultSet rows = select.executeQuery()) {
                var clusters = new ArrayList<Suspendable>();
                while (rows.next()) {
                    clusters.add(suspendable(rows));
                }
                return clusters;
            }
        }
    }

    /** Empty when it is unknown or deleted. */
    Optional<Suspendable> cluster(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(CLUSTER + "where id = ? and desired_state <> 'DELETED'")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(suspendable(row)) : Optional.empty();
            }
        }
    }

    void setSuspended(Connection connection, ClusterId cluster, boolean suspended) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update cluster set suspended = ?, updated_at = now() where id = ?")) {
            update.setBoolean(1, suspended);
            update.setString(2, cluster.value());
            update.executeUpdate();
        }
    }

    /** The brokers stop; what clients saw of its phase stays. */
    void stop(Connection connection, ClusterId cluster) throws SQLException {
        change(connection, cluster, """
                update cluster
                set desired_state = 'SUSPENDED', generation = generation + 1, reason = 'Suspended',
                    message = 'The cluster is suspended; its data is kept.', updated_at = now()
                where id = ?""");
    }

    /** The brokers start again; until they run, clients see it provisioning. */
    void start(Connection connection, ClusterId cluster) throws SQLException {
        change(connection, cluster, """
                update cluster
                set desired_state = 'RUNNING', generation = generation + 1, phase = 'PROVISIONING',
                    reason = 'Resuming', message = 'The brokers are being started again.', updated_at = now()
                where id = ?""");
    }

    private static void change(Connection connection, ClusterId cluster, String sql) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, cluster.value());
            update.executeUpdate();
        }
    }

    long awakeBrokers(Connection connection, String region) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(sum(brokers), 0) from cluster where region = ? and desired_state = 'RUNNING'")) {
            select.setString(1, region);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static Suspendable suspendable(ResultSet row) throws SQLException {
        return new Suspendable(
                new ClusterId(row.getString("id")),
                row.getString("region"),
                row.getInt("brokers"),
                DesiredState.valueOf(row.getString("desired_state")),
                row.getBoolean("suspended"));
    }

    /** A cluster as far as suspension is concerned. */
    record Suspendable(ClusterId id, String region, int brokers, DesiredState desired, boolean suspended) {}
}
