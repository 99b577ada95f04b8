package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.secrets.ClusterSecrets;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells the platform everything again, for topics that were lost. Goes through the tables in pieces, each in a
 * transaction that holds its rows: so a change is either in what is told, or is told after it.
 */
@ApplicationScoped
public class Republication {
    private static final Logger LOG = Logger.getLogger(Republication.class);
    private static final int PIECE = 200;

    private final SystemDatabase database;
    private final Outbox outbox;
    private final DesiredClusters clusters;
    private final ClusterSecrets secrets;
    private final ClusterKeys keys;
    private final ClusterAccessAnnouncements access;
    private final RowsToTell providers;

    Republication(
            SystemDatabase database,
            Outbox outbox,
            DesiredClusters clusters,
            ClusterSecrets secrets,
            ClusterKeys keys,
            ClusterAccessAnnouncements access,
            RowsToTell providers) {
        this.database = database;
        this.outbox = outbox;
        this.clusters = clusters;
        this.secrets = secrets;
        this.keys = keys;
        this.access = access;
        this.providers = providers;
    }

    /** Returns when all is in the outbox. There must be no transaction. */
    public Told everything() {
        int clustersTold = 0;
        String last = "";
        List<ClusterDesired> piece;
        do {
            piece = clustersAfter(last);
            clustersTold += piece.size();
            last = piece.isEmpty() ? last : piece.getLast().cluster();
        } while (piece.size() == PIECE);
        int keysTold = everyKey();
        everyProvider();
        LOG.infof("republished clusters=%d keys=%d", clustersTold, keysTold);
        return new Told(clustersTold, keysTold);
    }

    private List<ClusterDesired> clustersAfter(String last) {
        return database.inNewTransaction(connection -> {
            List<ClusterDesired> piece = clusters.hold(connection, last, PIECE);
            for (ClusterDesired desired : piece) {
                var secret = secrets.hold(connection, new ClusterId(desired.cluster()));
                outbox.publish(PlatformTopic.CLUSTER_SECRETS, desired.cluster(), secret);
                outbox.publish(PlatformTopic.CLUSTERS, desired.cluster(), desired);
                access.again(connection, new ClusterId(desired.cluster()));
            }
            return piece;
        });
    }

    private int everyKey() {
        int told = 0;
        String last = "";
        List<ApiKeyRecord> piece;
        do {
            piece = keysAfter(last);
            told += piece.size();
            last = piece.isEmpty() ? last : piece.getLast().key();
        } while (piece.size() == PIECE);
        return told;
    }

    private List<ApiKeyRecord> keysAfter(String last) {
        return database.inNewTransaction(connection -> {
            List<ApiKeyRecord> piece = keys.hold(connection, last, PIECE);
            piece.forEach(key -> outbox.publish(PlatformTopic.API_KEYS, key.key(), key));
            return piece;
        });
    }

    private void everyProvider() {
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            String after = last.get();
            last = database.inNewTransaction(connection -> providers.tell(connection, after, PIECE));
        }
    }

    /** How much was told. */
    public record Told(int clusters, int keys) {}
}
