package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.provisioning.secrets.ClusterSecrets;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

@ApplicationScoped
class JdbcClusterProvisioning implements ClusterProvisioning {
    private final Database database;
    private final Outbox outbox;
    private final DesiredClusters clusters;
    private final ClusterRuntimes runtimes;
    private final ClusterSecrets secrets;
    private final ClusterKeys keys;
    private final WorkQueue queue;

    JdbcClusterProvisioning(
            Database database,
            Outbox outbox,
            DesiredClusters clusters,
            ClusterRuntimes runtimes,
            ClusterSecrets secrets,
            ClusterKeys keys,
            WorkQueue queue) {
        this.database = database;
        this.outbox = outbox;
        this.clusters = clusters;
        this.runtimes = runtimes;
        this.secrets = secrets;
        this.keys = keys;
        this.queue = queue;
    }

    @Override
    public void requested(ClusterId cluster) {
        database.inCurrentTransaction(connection -> {
            request(connection, cluster);
            return cluster;
        });
    }

    @Override
    public boolean addsBrokers(String runtime) {
        return runtimes.named(runtime).addsBrokers();
    }

    private void request(Connection connection, ClusterId cluster) throws SQLException {
        ClusterDesired desired = clusters.read(connection, cluster);
        if (desired.state() == DesiredState.DELETED) {
            keys.revokeAll(connection, cluster);
        }
        Optional<ClusterSecret> made = secrets.makeIfMissing(connection, cluster);
        made.ifPresent(secret -> outbox.publish(PlatformTopic.CLUSTER_SECRETS, cluster.value(), secret));
        outbox.publish(PlatformTopic.CLUSTERS, cluster.value(), desired);
        boolean told = runtimes.of(connection, cluster).actsOnAnnouncement();
        queue.request(connection, cluster, desired.generation(), told);
    }
}
