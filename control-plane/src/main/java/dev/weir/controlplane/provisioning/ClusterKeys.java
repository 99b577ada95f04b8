package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The API keys of a cluster, which end with it. */
@ApplicationScoped
class ClusterKeys {
    private final Outbox outbox;

    ClusterKeys(Outbox outbox) {
        this.outbox = outbox;
    }

    void revokeAll(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement revoke = connection.prepareStatement("""
                update api_key
                set state = 'REVOKED', generation = generation + 1, revoked_at = now(), updated_at = now()
                where cluster_id = ? and state = 'ACTIVE'
                returning id, generation, secret_sha256, owner_id, organization_id, cluster_id, state, scram_sha256,
                          scram_sha512""")) {
            revoke.setString(1, cluster.value());
            try (ResultSet rows = revoke.executeQuery()) {
                while (rows.next()) {
                    ApiKeyRecord revoked = record(rows);
                    outbox.publish(PlatformTopic.API_KEYS, revoked.key(), revoked);
                }
            }
        }
    }

    /** The next keys of clusters in the order of their ids, revoked ones too. None changes until the transaction ends. */
    List<ApiKeyRecord> hold(Connection connection, String after, int count) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, generation, secret_sha256, owner_id, organization_id, cluster_id, state, scram_sha256, scram_sha512
                from api_key
                where cluster_id is not null and id > ? order by id limit ? for share""")) {
            select.setString(1, after);
            select.setInt(2, count);
            try (ResultSet rows = select.executeQuery()) {
                var keys = new ArrayList<ApiKeyRecord>();
                while (rows.next()) {
                    keys.add(record(rows));
                }
                return keys;
            }
        }
    }

    private static ApiKeyRecord record(ResultSet row) throws SQLException {
        return new ApiKeyRecord(
                ApiKeyRecord.SCHEMA,
                row.getString("id"),
                row.getLong("generation"),
                row.getString("secret_sha256"),
                row.getString("owner_id"),
                row.getString("organization_id"),
                row.getString("cluster_id"),
                ApiKeyRecord.State.valueOf(row.getString("state")),
                row.getString("scram_sha256"),
                row.getString("scram_sha512"));
    }
}
