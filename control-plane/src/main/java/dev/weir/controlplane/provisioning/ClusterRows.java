package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.provisioning.plan.ClientPhase;
import dev.weir.controlplane.provisioning.plan.Observed;
import dev.weir.controlplane.provisioning.plan.Shown;
import dev.weir.controlplane.provisioning.plan.Situation;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A cluster's row as provisioning reads and writes it. */
@ApplicationScoped
class ClusterRows {
    private final DesiredClusters clusters;
    private final ClusterRuntimes runtimes;

    ClusterRows(DesiredClusters clusters, ClusterRuntimes runtimes) {
        this.clusters = clusters;
        this.runtimes = runtimes;
    }

    /** Without a lock: what is changed meanwhile takes the claim away, so nothing is written from an old view. */
    View view(Connection connection, Claim claim) throws SQLException {
        ClusterDesired desired = clusters.read(connection, claim.cluster());
        try (PreparedStatement select = connection.prepareStatement("""
                select phase, reason, message, observed_generation, observed_phase, observed_reason, observed_message
                from cluster where id = ?""")) {
            select.setString(1, claim.cluster().value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no cluster " + claim.cluster());
                }
                var situation = new Situation(
                        desired.generation(),
                        desired.state(),
                        claim.announced(),
                        observed(row),
                        claim.overdue(),
                        new Shown(
                                ClientPhase.valueOf(row.getString("phase")),
                                row.getString("reason"),
                                row.getString("message")));
                return new View(situation, desired, runtimes.of(connection, claim.cluster()));
            }
        }
    }

    private static @Nullable Observed observed(ResultSet row) throws SQLException {
        String phase = row.getString("observed_phase");
        return phase == null
                ? null
                : new Observed(
                        row.getLong("observed_generation"),
                        ClusterStatus.Phase.valueOf(phase),
                        row.getString("observed_reason"),
                        row.getString("observed_message"));
    }

    /** Nobody changes the cluster until the transaction ends. Taken before the work's row, as everybody does. */
    void lock(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from cluster where id = ? for no key update")) {
            select.setString(1, cluster.value());
            select.execute();
        }
    }

    boolean show(Connection connection, ClusterId cluster, Shown shown) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update cluster set phase = ?, reason = ?, message = ?, updated_at = now() where id = ?")) {
            update.setString(1, shown.phase().name());
            update.setString(2, shown.reason());
            update.setString(3, shown.message());
            update.setString(4, cluster.value());
            return update.executeUpdate() == 1;
        }
    }

    boolean forget(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update cluster set deleted_at = coalesce(deleted_at, now()), reason = ?, message = '', updated_at = now()
                where id = ?""")) {
            update.setString(1, Shown.DELETED);
            update.setString(2, cluster.value());
            return update.executeUpdate() == 1;
        }
    }

    /** All that one look at a cluster gives. */
    record View(Situation situation, ClusterDesired desired, ClusterRuntimes.Ground ground) {}
}
