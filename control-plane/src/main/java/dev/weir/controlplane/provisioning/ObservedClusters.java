package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Writes what is reported of clusters into their rows, and arms the work that follows from it. */
@ApplicationScoped
public class ObservedClusters {
    private static final Logger LOG = Logger.getLogger(ObservedClusters.class);

    private final SystemDatabase database;
    private final WorkQueue queue;
    private final Outbox outbox;

    ObservedClusters(SystemDatabase database, WorkQueue queue, Outbox outbox) {
        this.database = database;
        this.queue = queue;
        this.outbox = outbox;
    }

    /** For a ground that reports to us instead of the platform: the platform is told as well. */
    public void recordAndTell(ClusterStatus status) {
        var cluster = new ClusterId(status.cluster());
        database.inNewTransaction(connection -> {
            long before = sequence(connection, cluster);
            if (write(connection, status)) {
                queue.rearm(connection, cluster);
            }
            if (sequence(connection, cluster) != before) {
                outbox.publish(PlatformTopic.CLUSTER_STATUS, status.cluster(), status);
            }
            return cluster;
        });
    }

    /** Whether nobody wants it any more: somebody else may have removed one that is wanted. */
    public boolean isUnwanted(ClusterId cluster) {
        return database.inNewTransaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select 1 from cluster where id = ? and desired_state <> 'DELETED'")) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    return !row.next();
                }
            }
        });
    }

    /** Ends that nobody has reported: of clusters that were there, are wanted, and aren't among those present. */
    public List<ClusterStatus> missing(String region, Set<ClusterId> present) {
        return database.inNewTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, generation, observed_sequence from cluster
                    where region = ? and desired_state <> 'DELETED' and observed_phase <> 'DELETED'""")) {
                select.setString(1, region);
                try (ResultSet rows = select.executeQuery()) {
                    var missing = new ArrayList<ClusterStatus>();
                    while (rows.next()) {
                        if (!present.contains(new ClusterId(rows.getString(1)))) {
                            missing.add(ClusterStatus.deleted(rows.getString(1), rows.getLong(2), rows.getLong(3) + 1));
                        }
                    }
                    return missing;
                }
            }
        });
    }

    /** What failed there is tried again at once. */
    public void regionIsBack(String region) {
        database.inNewTransaction(connection -> {
            queue.rearm(connection, region);
            return region;
        });
    }

    /** Of the latest report that was taken; locks the row, so that what is told is told in order. */
    private static long sequence(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select observed_sequence from cluster where id = ? for no key update")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Reports that are older than what is known, or answer what was never asked, change nothing. */
    void record(ClusterStatus status) {
        var cluster = new ClusterId(status.cluster());
        database.inNewTransaction(connection -> {
            if (write(connection, status)) {
                queue.rearm(connection, cluster);
            }
            return cluster;
        });
    }

    /** True when this is news. */
    private static boolean write(Connection connection, ClusterStatus status) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select generation, observed_generation, observed_sequence, observed_phase, observed_reason,
                       observed_message
                from cluster where id = ? for no key update""")) {
            select.setString(1, status.cluster());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next() || isOld(status, row) || isUnasked(status, row)) {
                    return false;
                }
                update(connection, status);
                return row.getLong("observed_generation") != status.generation()
                        || !status.phase().name().equals(row.getString("observed_phase"))
                        || !status.reason().equals(row.getString("observed_reason"))
                        || !status.message().equals(row.getString("observed_message"));
            }
        }
    }

    private static boolean isOld(ClusterStatus status, ResultSet row) throws SQLException {
        long generation = row.getLong("observed_generation");
        return status.generation() < generation
                || (status.generation() == generation && status.sequence() <= row.getLong("observed_sequence"));
    }

    private static boolean isUnasked(ClusterStatus status, ResultSet row) throws SQLException {
        boolean unasked = status.generation() > row.getLong("generation");
        if (unasked) {
            LOG.warnf(
                    "cluster=%s reported generation=%d, but nobody asked for that: was Postgres set back?",
                    status.cluster(), status.generation());
        }
        return unasked;
    }

    private static void update(Connection connection, ClusterStatus status) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update cluster
                set observed_generation = ?, observed_sequence = ?, observed_phase = ?, observed_reason = ?,
                    observed_message = ?
                where id = ?""")) {
            update.setLong(1, status.generation());
            update.setLong(2, status.sequence());
            update.setString(3, status.phase().name());
            update.setString(4, status.reason());
            update.setString(5, status.message());
            update.setString(6, status.cluster());
            update.executeUpdate();
        }
    }
}
