package dev.weir.controlplane.provisioning.kubernetes;

import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.PostgresSession;
import dev.weir.controlplane.platform.PostgresSessions;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.k8s.api.Tenant;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.id.ClusterId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.HttpURLConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes beside each cluster who may do what there, whenever that changes: {@code weir.access}, for operators. What is
 * there already, or newer, isn't written again.
 */
@ApplicationScoped
class KubernetesAccess {
    private static final Logger LOG = Logger.getLogger(KubernetesAccess.class);
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String OWNER = """
            select organization_id from cluster where id = ? and desired_state <> 'DELETED'""";
    private static final String GENERATIONS = """
            select id, access_generation from cluster
            where region = ? and desired_state <> 'DELETED'""";

    private final KubernetesRegions regions;
    private final SystemDatabase database;
    private final PostgresSessions sessions;
    private final ClusterAccessAnnouncements announcements;
    private final PlatformJson json;
    private List<BackgroundLoop> loops = List.of();

    KubernetesAccess(
            KubernetesRegions regions,
            SystemDatabase database,
            PostgresSessions sessions,
            ClusterAccessAnnouncements announcements,
            PlatformJson json) {
        this.regions = regions;
        this.database = database;
        this.sessions = sessions;
        this.announcements = announcements;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        loops = regions.all().stream()
                .map(region -> {
                    Map<ClusterId, Long> written = new HashMap<>();
                    return new BackgroundLoop("kubernetes-access-" + region, () -> follow(region, written));
                })
                .toList();
        loops.forEach(BackgroundLoop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(BackgroundLoop::stop);
    }

    /**
     * Each region by itself: one that is away delays no other.
     *
     * @param written what is known to be there
     */
    private void follow(String region, Map<ClusterId, Long> written) throws SQLException {
        try (PostgresSession session = sessions.open("weir-kubernetes-access")) {
            session.listen(ClusterAccessAnnouncements.CHANNEL);
            while (true) {
                session.awaitNotification(writeWhatIsNew(region, written) ? TICK : PAUSE);
            }
        }
    }

    /** False when the region has to be tried again. */
    private boolean writeWhatIsNew(String region, Map<ClusterId, Long> written) {
        Map<ClusterId, Long> wanted = wanted(region);
        written.keySet().retainAll(wanted.keySet());
        try {
            wanted.forEach((cluster, generation) -> {
                if (written.getOrDefault(cluster, -1L) < generation && write(region, cluster)) {
                    written.put(cluster, generation);
                }
            });
            return true;
        } catch (KubernetesClientException e) {
            LOG.debugf("region=%s access isn't written, will be tried again: %s", region, e.getMessage());
            return false;
        }
    }

    private Map<ClusterId, Long> wanted(String region) {
        return database.inNewTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(GENERATIONS)) {
                select.setString(1, region);
                try (ResultSet rows = select.executeQuery()) {
                    Map<ClusterId, Long> wanted = new HashMap<>();
                    while (rows.next()) {
                        wanted.put(new ClusterId(rows.getString(1)), rows.getLong(2));
                    }
                    return wanted;
                }
            }
        });
    }

    private record Word(String namespace, ClusterAccess access) {}

    /** False while the cluster has no namespace yet: whoever makes it comes back. */
    boolean write(String region, ClusterId cluster) {
        KubernetesClient client = regions.client(region);
        while (true) {
            Optional<Word> word = word(cluster);
            if (word.isEmpty()) {
                return false;
            }
            ConfigMap map = TenantObjects.access(
                    word.get().namespace(),
                    word.get().access(),
                    json.write(word.get().access()));
            try {
                replaceIfOlder(client, map, word.get().access().generation());
                return true;
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return false;
                }
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                // Another control plane was quicker, perhaps with something older.
            }
        }
    }

    private Optional<Word> word(ClusterId cluster) {
        return database.inNewTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OWNER)) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.<Word>empty();
                    }
                    String namespace = Tenant.namespaceOf(row.getString(1));
                    return announcements.hold(connection, cluster).map(access -> new Word(namespace, access));
                }
            }
        });
    }

    private static void replaceIfOlder(KubernetesClient client, ConfigMap map, long generation) {
        ConfigMap present = client.resource(map).get();
        if (present == null) {
            client.resource(map).create();
        } else if (generationOf(present) < generation) {
            map.getMetadata().setResourceVersion(present.getMetadata().getResourceVersion());
            client.resource(map).update();
        }
    }

    private static long generationOf(ConfigMap map) {
        Map<String, String> annotations = map.getMetadata().getAnnotations();
        String generation = annotations == null ? null : annotations.get(TenantObjects.GENERATION);
        return generation == null ? -1 : Long.parseLong(generation);
    }
}
