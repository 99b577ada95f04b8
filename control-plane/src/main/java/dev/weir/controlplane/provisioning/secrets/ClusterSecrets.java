package dev.weir.controlplane.provisioning.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The clusters' secrets in Postgres. Every method works on the caller's connection, so in its transaction. */
@ApplicationScoped
public class ClusterSecrets {
    private static final int KEY_BYTES = 32;
    private static final int KEY_ID_BYTES = 9;

    private final MasterKey masterKey;
    private final PlatformJson json;
    private final SecureRandom random = new SecureRandom();

    ClusterSecrets(SecretsConfig config, PlatformJson json) {
        this.masterKey = new MasterKey(config.masterKey());
        this.json = json;
    }

    /** Makes the cluster's secret; empty when it has one. */
    public Optional<ClusterSecret> makeIfMissing(Connection connection, ClusterId cluster) throws SQLException {
        var made = new ClusterSecret(ClusterSecret.SCHEMA, cluster.value(), 1, List.of(newKey()), letters(KEY_BYTES));
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into cluster_secret (cluster_id, organization_id, generation, sealed)
                select id, organization_id, 1, ? from cluster where id = ?
                on conflict (cluster_id) do nothing""")) {
            insert.setBytes(1, seal(made));
            insert.setString(2, cluster.value());
            return insert.executeUpdate() == 1 ? Optional.of(made) : Optional.empty();
        }
    }

    /** A key that is nobody's yet. It may sign from the beginning of time: a late clock must not refuse an only key. */
    public SigningKey newKey() {
        return new SigningKey(letters(KEY_ID_BYTES), letters(KEY_BYTES), 0);
    }

    /** Replaces the cluster's keys by what comes of them. */
    public ClusterSecret change(Connection connection, ClusterId cluster, UnaryOperator<List<SigningKey>> change)
            throws SQLException {
        ClusterSecret present = hold(connection, cluster);
        return write(connection, present, change.apply(present.keys()), present.internalPassword());
    }

    /** Destroys what the cluster's secret was; what is left says so to those who still have it. */
    public ClusterSecret destroy(Connection connection, ClusterId cluster) throws SQLException {
        ClusterSecret present = hold(connection, cluster);
        return present.keys().isEmpty() ? present : write(connection, present, List.of(), "");
    }

    private ClusterSecret write(Connection connection, ClusterSecret before, List<SigningKey> keys, String password)
            throws SQLException {
        var changed =
                new ClusterSecret(ClusterSecret.SCHEMA, before.cluster(), before.generation() + 1, keys, password);
        try (PreparedStatement update = connection.prepareStatement(
                "update cluster_secret set generation = ?, sealed = ? where cluster_id = ?")) {
            update.setLong(1, changed.generation());
            update.setBytes(2, seal(changed));
            update.setString(3, changed.cluster());
            update.executeUpdate();
        }
        return changed;
    }

    /** The cluster's secret, which doesn't change until the transaction ends. */
    public ClusterSecret hold(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select sealed from cluster_secret where cluster_id = ? for update")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no secret of " + cluster);
                }
                return open(cluster, row.getBytes(1));
            }
        }
    }

    private ClusterSecret open(ClusterId cluster, byte[] sealed) {
        return json.read(new String(masterKey.open(cluster.value(), sealed), UTF_8), ClusterSecret.class);
    }

    private byte[] seal(ClusterSecret secret) {
        return masterKey.seal(secret.cluster(), json.write(secret).getBytes(UTF_8));
    }

    private String letters(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
