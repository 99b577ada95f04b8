package dev.weir.controlplane.authorization;

import dev.weir.controlplane.authorization.ClusterAccessRecords.HeldCluster;
import dev.weir.controlplane.authorization.Scope.OneCluster;
import dev.weir.controlplane.authorization.Scope.OneEnvironment;
import dev.weir.controlplane.authorization.Scope.WholeOrganization;
import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.platform.Database;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.PlatformTopic;
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

/**
 * Tells brokers who may do what, in the transaction of whatever changed it. The records of a cluster have a generation
 * of their own, which grows with each; counting it up also holds the row, so that records come in order.
 */
@ApplicationScoped
public class ClusterAccessAnnouncements {
    /** On which Postgres tells, when the transaction commits, that something was told here. */
    public static final String CHANNEL = "weir_access";

    private static final String COLUMNS = "id, organization_id, environment_id, desired_state, access_generation";

    // In the order of their ids, so that two who hold several don't wait for each other.
    private static final String COUNT_UP = """
            update cluster set access_generation = access_generation + 1
            where id in (select id from cluster where %s order by id for no key update)
            returning\s""" + COLUMNS;

    private final Database database;
    private final ClusterAccessRecords records;
    private final Outbox outbox;

    ClusterAccessAnnouncements(Database database, ClusterAccessRecords records, Outbox outbox) {
        this.database = database;
        this.records = records;
        this.outbox = outbox;
    }

    /** Of one cluster, even if it is deleted by now: then nobody may do anything. */
    public void changed(ClusterId cluster) {
        tellNext("id = ?", cluster.value());
    }

    /** Of all live clusters in a scope. */
    public void changed(OrganizationId organization, Scope scope) {
        switch (scope) {
            case WholeOrganization all ->
                tellNext("organization_id = ? and desired_state <> 'DELETED'", organization.value());
            case OneEnvironment one ->
                tellNext(
                        "organization_id = ? and environment_id = ? and desired_state <> 'DELETED'",
                        organization.value(),
                        one.environment().value());
            case OneCluster one ->
                tellNext(
                        "organization_id = ? and id = ? and desired_state <> 'DELETED'",
                        organization.value(),
                        one.cluster().value());
        }
    }

    /** Tells again what is true of a cluster, whose row the caller holds, without a new generation. */
    public void again(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select " + COLUMNS + " from cluster where id = ?")) {
            select.setString(1, cluster.value());
            tell(connection, held(select));
        }
    }

    /** What is true of a cluster now; it doesn't change until the transaction ends. Nothing when there is no such cluster. */
    public Optional<ClusterAccess> hold(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select " + COLUMNS + " from cluster where id = ? for share")) {
            select.setString(1, cluster.value());
            List<HeldCluster> held = held(select);
            return held.isEmpty() ? Optional.empty() : Optional.of(records.of(connection, held.getFirst()));
        }
    }

    private void tellNext(String condition, String... values) {
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(COUNT_UP.formatted(condition))) {
                for (int i = 0; i < values.length; i++) {
                    update.setString(i + 1, values[i]);
                }
                return tell(connection, held(update));
            }
        });
    }

    private int tell(Connection connection, List<HeldCluster> clusters) throws SQLException {
        for (HeldCluster cluster : clusters) {
            outbox.publish(PlatformTopic.ACCESS, cluster.id().value(), records.of(connection, cluster));
        }
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, '')")) {
            notify.setString(1, CHANNEL);
            notify.execute();
        }
        return clusters.size();
    }

    private static List<HeldCluster> held(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            var clusters = new ArrayList<HeldCluster>();
            while (rows.next()) {
                clusters.add(new HeldCluster(
                        new ClusterId(rows.getString("id")),
                        rows.getString("organization_id"),
                        rows.getString("environment_id"),
                        "DELETED".equals(rows.getString("desired_state")),
                        rows.getLong("access_generation")));
            }
            return clusters;
        }
    }
}
