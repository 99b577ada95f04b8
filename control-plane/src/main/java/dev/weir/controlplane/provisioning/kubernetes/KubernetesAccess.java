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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes beside each cluster who may do what there, whenever that changes: {@code weir.access}, for operators. What is
 * there already, or newer, isn't written again.
 */
@ApplicationScoped
class KubernetesAccess {
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final String OWNER = """
            select organization_id from cluster where id = ? and desired_state <> 'DELETED'""";
    private static final String GENERATIONS = """
            select c.id, c.region, c.access_generation from cluster c join region r on r.id = c.region
            where r.runtime = 'kubernetes' and c.desired_state <> 'DELETED'""";

    private final KubernetesRegions regions;
    private final SystemDatabase database;
    private final PostgresSessions sessions;
    private final ClusterAccessAnnouncements announcements;
    private final PlatformJson json;
    private final BackgroundLoop loop = new BackgroundLoop("kubernetes-access", this::follow);

    /** What is known to be there, of clusters that are. */
    private Map<ClusterId, Long> written = Map.of();

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
        if (!regions.all().isEmpty()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (!regions.all().isEmpty()) {
            loop.stop();
        }
    }

    private void follow() throws SQLException, InterruptedException {
        try (PostgresSession session = sessions.open("weir-kubernetes-access")) {
            session.listen(ClusterAccessAnnouncements.CHANNEL);
            while (true) {
                writeWhatIsNew();
                session.awaitNotification(TICK);
            }
        }
    }

    private void writeWhatIsNew() {
        Map<ClusterId, Long> now = new HashMap<>();
        for (Wanted wanted : wanted()) {
            long before = written.getOrDefault(wanted.cluster(), -1L);
            boolean there = before >= wanted.generation() || write(wanted.region(), wanted.cluster());
            if (there) {
                now.put(wanted.cluster(), Math.max(before, wanted.generation()));
            }
        }
        written = now;
    }

    private record Wanted(ClusterId cluster, String region, long generation) {}

    private List<Wanted> wanted() {
        return database.inNewTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(GENERATIONS);
                    ResultSet rows = select.executeQuery()) {
                var wanted = new ArrayList<Wanted>();
                while (rows.next()) {
                    wanted.add(new Wanted(new ClusterId(rows.getString(1)), rows.getString(2), rows.getLong(3)));
                }
                return wanted;
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
