package dev.weir.controlplane.provisioning.rotation;

import dev.weir.controlplane.provisioning.rotation.Rotation.None;
import dev.weir.controlplane.provisioning.rotation.Rotation.Signing;
import dev.weir.controlplane.provisioning.rotation.Rotation.Spreading;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far rotations are, in Postgres; whose clock counts. Locks in everybody's order: the cluster, then its secret. */
@ApplicationScoped
class RotationRows {
    private static final String DUE = """
            select s.cluster_id from cluster_secret s join cluster c on c.id = s.cluster_id
            where c.desired_state <> 'DELETED'
              and (s.rotation = 'SPREADING' and c.observed_generation >= s.rotation_generation
                   and c.observed_phase in ('RUNNING', 'STOPPED')
                or s.rotation = 'SIGNING' and s.rotation_due_at <= now())""";

    /** Holds the cluster; empty when it is unknown or deleted. */
    Optional<Held> hold(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select generation, observed_generation, coalesce(observed_phase, '') in ('RUNNING', 'STOPPED') as steady,
                       now() as now
                from cluster where id = ? and desired_state <> 'DELETED' for no key update""")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Held(
                                row.getLong("generation"),
                                row.getBoolean("steady") ? row.getLong("observed_generation") : 0,
                                row.getTimestamp("now").toInstant()))
                        : Optional.empty();
            }
        }
    }

    /** The cluster must be held, if what is read is to be changed. */
    Rotation read(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select rotation, rotation_generation, rotation_due_at from cluster_secret where cluster_id = ?")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no secret of " + cluster);
                }
                return switch (row.getString("rotation")) {
                    case null -> new None();
                    case "SPREADING" -> new Spreading(row.getLong("rotation_generation"));
                    case "SIGNING" ->
                        new Signing(row.getTimestamp("rotation_due_at").toInstant());
                    case String other -> throw new IllegalStateException("unknown rotation " + other);
                };
            }
        }
    }

    void write(Connection connection, ClusterId cluster, Rotation rotation) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update cluster_secret set rotation = ?, rotation_generation = ?, rotation_due_at = ?
                where cluster_id = ?""")) {
            switch (rotation) {
                case None() -> set(update, null, 0, null);
                case Spreading(long generation) -> set(update, "SPREADING", generation, null);
                case Signing(Instant ends) -> set(update, "SIGNING", 0, Timestamp.from(ends));
            }
            update.setString(4, cluster.value());
            update.executeUpdate();
        }
    }

    private static void set(
            PreparedStatement update, @Nullable String rotation, long generation, @Nullable Timestamp due)
            throws SQLException {
        update.setString(1, rotation);
        update.setLong(2, generation);
        update.setTimestamp(3, due);
    }

    /** So that the cluster's runtime is told anew, and answers. */
    long nextGeneration(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update cluster set generation = generation + 1 where id = ? returning generation")) {
            update.setString(1, cluster.value());
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Whether gateways can't have heard yet which secret to use. */
    boolean isUntold(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from outbox where topic = ? and record_key = ? limit 1")) {
            select.setString(1, PlatformTopic.CLUSTER_SECRETS.topicName());
            select.setString(2, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    List<ClusterId> due(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE);
                ResultSet rows = select.executeQuery()) {
            var due = new ArrayList<ClusterId>();
            while (rows.next()) {
                due.add(new ClusterId(rows.getString(1)));
            }
            return due;
        }
    }

    /** Until a step is due that waits for nothing but its time. */
    Optional<Duration> untilNext(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select ceil(extract(epoch from min(s.rotation_due_at) - now()) * 1000)::bigint
                from cluster_secret s join cluster c on c.id = s.cluster_id
                where s.rotation is not null and c.desired_state <> 'DELETED'""");
                ResultSet row = select.executeQuery()) {
            row.next();
            long millis = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(1, millis)));
        }
    }

    /**
     * A cluster of which nothing changes until the transaction ends.
     *
     * @param reported the generation that its runtime has reported as done; 0 for none
     * @param now in Postgres
     */
    record Held(long generation, long reported, Instant now) {}
}
