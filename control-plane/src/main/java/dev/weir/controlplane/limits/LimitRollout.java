package dev.weir.controlplane.limits;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.id.OrganizationId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a plan's changed limits to the clusters of its organizations, one organization in each transaction. How far it
 * is stands in Postgres, so whichever control plane lives goes on where another stopped.
 */
@ApplicationScoped
class LimitRollout {
    private static final Logger LOG = Logger.getLogger(LimitRollout.class);

    private final SystemDatabase database;
    private final AnnouncedLimits announced;

    LimitRollout(SystemDatabase database, AnnouncedLimits announced) {
        this.database = database;
        this.announced = announced;
    }

    /** Within the transaction that changes the plan. */
    void begin(Connection connection, String plan) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into limit_rollout (plan) values (?)")) {
            insert.setString(1, plan);
            insert.executeUpdate();
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void goOn() {
        while (database.inNewTransaction(this::step)) {
            // Until nothing is left.
        }
    }

    private boolean step(Connection connection) throws SQLException {
        Rollout rollout = claim(connection);
        if (rollout == null) {
            return false;
        }
        OrganizationId next = next(connection, rollout);
        if (next == null) {
            update(connection, "delete from limit_rollout where id = ?", rollout.id());
            LOG.infof("plan=%s limits=everywhere", rollout.plan());
            return true;
        }
        announced.announce(connection, next, kind -> true);
        try (PreparedStatement update =
                connection.prepareStatement("update limit_rollout set after_organization = ? where id = ?")) {
            update.setString(1, next.value());
            update.setLong(2, rollout.id());
            update.executeUpdate();
        }
        return true;
    }

    private static @Nullable Rollout claim(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, plan, after_organization from limit_rollout order by id limit 1 for update skip locked""");
                ResultSet row = select.executeQuery()) {
            return row.next() ? new Rollout(row.getLong(1), row.getString(2), row.getString(3)) : null;
        }
    }

    private static @Nullable OrganizationId next(Connection connection, Rollout rollout) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select o.id from organization o
                where o.plan = ? and o.id > ? and exists
                  (select 1 from cluster c where c.organization_id = o.id and c.desired_state <> 'DELETED')
                order by o.id limit 1""")) {
            select.setString(1, rollout.plan());
            select.setString(2, rollout.after());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new OrganizationId(row.getString(1)) : null;
            }
        }
    }

    private static void update(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    private record Rollout(long id, String plan, String after) {}
}
