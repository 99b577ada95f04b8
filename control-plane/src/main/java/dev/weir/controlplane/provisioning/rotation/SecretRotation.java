package dev.weir.controlplane.provisioning.rotation;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.controlplane.provisioning.rotation.Rotation.None;
import dev.weir.controlplane.provisioning.rotation.Rotation.Signing;
import dev.weir.controlplane.provisioning.rotation.Rotation.Spreading;
import dev.weir.controlplane.provisioning.rotation.RotationRows.Held;
import dev.weir.controlplane.provisioning.secrets.ClusterSecrets;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * The steps of a rotation, each in one transaction. Each tells gateways of the keys by {@code weir.cluster-secrets}, and
 * the cluster's runtime by a new generation of the cluster, which it is told again until it answers.
 */
@ApplicationScoped
public class SecretRotation {
    private static final Logger LOG = Logger.getLogger(SecretRotation.class);

    private final SystemDatabase database;
    private final RotationRows rows;
    private final ClusterSecrets secrets;
    private final ClusterProvisioning provisioning;
    private final Outbox outbox;
    private final RotationConfig config;

    SecretRotation(
            SystemDatabase database,
            RotationRows rows,
            ClusterSecrets secrets,
            ClusterProvisioning provisioning,
            Outbox outbox,
            RotationConfig config) {
        this.database = database;
        this.rows = rows;
        this.secrets = secrets;
        this.provisioning = provisioning;
        this.outbox = outbox;
        this.config = config;
    }

    /** Begins a rotation; one that is under way goes on as it is. */
    public Rotation begin(ClusterId cluster) {
        return database.inNewTransaction(connection -> {
            require(connection, cluster);
            return switch (rows.read(connection, cluster)) {
                case Spreading spreading -> spreading;
                case Signing signing -> signing;
                case None _ -> spread(connection, cluster);
            };
        });
    }

    public Rotation find(ClusterId cluster) {
        return database.inNewTransaction(connection -> {
            require(connection, cluster);
            return rows.read(connection, cluster);
        });
    }

    private void require(Connection connection, ClusterId cluster) throws SQLException {
        if (rows.hold(connection, cluster).isEmpty()) {
            throw NotFound.of("cluster", cluster.value()).toException();
        }
    }

    /** Does what is due; perhaps somebody else has done it, or the cluster is gone. */
    void advance(ClusterId cluster) {
        database.inNewTransaction(connection -> {
            Held held = rows.hold(connection, cluster).orElse(null);
            if (held != null) {
                advance(connection, cluster, held);
            }
            return cluster;
        });
    }

    private void advance(Connection connection, ClusterId cluster, Held held) throws SQLException {
        switch (rows.read(connection, cluster)) {
            case Spreading(long generation) when held.reported() >= generation -> sign(connection, cluster, held.now());
            case Signing(Instant ends) when !ends.isAfter(held.now()) -> end(connection, cluster, held.now());
            case Spreading _, Signing _, None _ -> {
                // Not yet, or done by another control plane.
            }
        }
    }

    private Rotation spread(Connection connection, ClusterId cluster) throws SQLException {
        SigningKey added = secrets.newKey();
        var spreading = new Spreading(change(connection, cluster, keys -> SigningKeys.with(keys, added)));
        rows.write(connection, cluster, spreading);
        LOG.infof("cluster=%s rotation=spreading generation=%d", cluster, spreading.generation());
        return spreading;
    }

    private void sign(Connection connection, ClusterId cluster, Instant now) throws SQLException {
        Instant from = now.plus(config.lead());
        change(connection, cluster, keys -> SigningKeys.signing(keys, from));
        var signing = new Signing(from.plus(config.overlap()));
        rows.write(connection, cluster, signing);
        LOG.infof("cluster=%s rotation=signing from=%s ends=%s", cluster, from, signing.ends());
    }

    private void end(Connection connection, ClusterId cluster, Instant now) throws SQLException {
        if (rows.isUntold(connection, cluster)) {
            // The platform's Kafka is away, and gateways go on with the old secret.
            rows.write(connection, cluster, new Signing(now.plus(config.overlap())));
            return;
        }
        change(connection, cluster, SigningKeys::newestOf);
        rows.write(connection, cluster, new None());
        LOG.infof("cluster=%s rotation=done", cluster);
    }

    private long change(Connection connection, ClusterId cluster, UnaryOperator<List<SigningKey>> change)
            throws SQLException {
        ClusterSecret changed = secrets.change(connection, cluster, change);
        outbox.publish(PlatformTopic.CLUSTER_SECRETS, cluster.value(), changed);
        long generation = rows.nextGeneration(connection, cluster);
        provisioning.requested(cluster);
        return generation;
    }
}
