package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The work queue in Postgres. A claim is committed before its work starts, so no connection is held meanwhile; what
 * comes of it is written only if the fence is still the claim's. Whoever locks a cluster's row as well locks that first.
 */
@ApplicationScoped
class WorkQueue {
    private final SystemDatabase database;
    private final ProvisioningConfig config;

    WorkQueue(SystemDatabase database, ProvisioningConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * Work from a change of what is desired.
     *
     * @param told whether this very transaction tells the runtime, so that it need not be told before it is overdue
     */
    void request(Connection connection, ClusterId cluster, long generation, boolean told) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                with requested as (
                  insert into provisioning_work as w
                    (cluster_id, organization_id, due_at, attempts, announced_generation)
                  select id, organization_id, now() + ? * interval '1 millisecond', ?, ? from cluster where id = ?
                  on conflict (cluster_id) do update
                  set due_at = excluded.due_at, attempts = excluded.attempts,
                      announced_generation = greatest(w.announced_generation, excluded.announced_generation),
                      lease_until = null, lease_owner = null, fence = w.fence + 1)
                select pg_notify('weir_provisioning', '')""")) {
            upsert.setLong(1, told ? config.patience().toMillis() : 0);
            upsert.setInt(2, told ? 1 : 0);
            upsert.setLong(3, told ? generation : 0);
            upsert.setString(4, cluster.value());
            upsert.execute();
        }
    }

    /** Work from news about the cluster: due at once. */
    void rearm(Connection connection, ClusterId cluster) throws SQLException {
        request(connection, cluster, 0, false);
    }

    /** All work in a region that waits for its next attempt: due at once, unless somebody has it just now. */
    void rearm(Connection connection, String region) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                with rearmed as (
                  update provisioning_work w set due_at = now()
                  from cluster c
                  where c.id = w.cluster_id and c.region = ? and w.due_at > now() and w.due_at < 'infinity'
                    and w.lease_until is null)
                select pg_notify('weir_provisioning', '')""")) {
            update.setString(1, region);
            update.execute();
        }
    }

    /** Takes what is due in a region and nobody has. */
    List<Claim> claim(String region, String owner, int atMost) {
        return database.inNewTransaction(connection -> {
            try (PreparedStatement claim = connection.prepareStatement("""
                    update provisioning_work w
                    set lease_until = now() + ? * interval '1 millisecond', lease_owner = ?,
                        fence = fence + 1, attempts = attempts + 1
                    from (select d.cluster_id from provisioning_work d join cluster c on c.id = d.cluster_id
                          where d.due_at <= now() and (d.lease_until is null or d.lease_until < now())
                            and c.region = ?
                          order by d.due_at limit ? for update of d skip locked) due
                    where w.cluster_id = due.cluster_id
                    returning w.cluster_id, w.fence, w.attempts, w.announced_generation""")) {
                claim.setLong(1, config.lease().toMillis());
                claim.setString(2, owner);
                claim.setString(3, region);
                claim.setInt(4, atMost);
                try (ResultSet rows = claim.executeQuery()) {
                    var claims = new ArrayList<Claim>();
                    while (rows.next()) {
                        claims.add(new Claim(
                                new ClusterId(rows.getString(1)), rows.getLong(2), rows.getInt(3), rows.getLong(4)));
                    }
                    return claims;
                }
            }
        });
    }

    /** There is nothing more to do. False when the claim was lost: then the transaction must be rolled back. */
    boolean finish(Connection connection, Claim claim) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update provisioning_work
                set due_at = 'infinity', attempts = 0, lease_until = null, lease_owner = null
                where cluster_id = ? and fence = ?""")) {
            update.setString(1, claim.cluster().value());
            update.setLong(2, claim.fence());
            return update.executeUpdate() == 1;
        }
    }

    /** To be looked at again when the runtime has had its time. False when the claim was lost. */
    boolean await(Connection connection, Claim claim, long announced) throws SQLException {
        Duration patience = doubled(config.patience(), claim.attempt(), config.longestPatience());
        return postpone(connection, claim, patience, announced);
    }

    /** It went wrong: again after a pause. */
    void failed(Claim claim) {
        Duration pause = doubled(config.retry(), claim.attempt(), config.longestPatience());
        database.inNewTransaction(connection -> postpone(connection, claim, pause, claim.announced()));
    }

    private static boolean postpone(Connection connection, Claim claim, Duration pause, long announced)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update provisioning_work
                set due_at = now() + ? * interval '1 millisecond', announced_generation = ?,
                    lease_until = null, lease_owner = null
                where cluster_id = ? and fence = ?""")) {
            update.setLong(1, pause.toMillis());
            update.setLong(2, announced);
            update.setString(3, claim.cluster().value());
            update.setLong(4, claim.fence());
            return update.executeUpdate() == 1;
        }
    }

    /** With up to a fifth more or less, so that many which failed together don't come back together. */
    private static Duration doubled(Duration first, int attempt, Duration longest) {
        long millis = Math.min(longest.toMillis(), first.toMillis() << Math.min(Math.max(0, attempt - 1), 20));
        return Duration.ofMillis(Math.round(millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }
}
