package dev.weir.operator.status;

import dev.weir.k8s.api.TenantCluster;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells people what happens to a cluster, where {@code kubectl describe} shows it. Nobody waits for that to be written,
 * and when far too much is to be told, what is oldest isn't.
 */
public final class ClusterEvents {
    private static final Logger LOG = Logger.getLogger(ClusterEvents.class);

    private static final int WAITING = 1_000;

    private final ExecutorService writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("events").daemon().factory(),
            new ThreadPoolExecutor.DiscardOldestPolicy());
    private final KubernetesClient client;
    private final Clock clock;

    public ClusterEvents(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void normal(TenantCluster cluster, String reason, String message) {
        tell("Normal", cluster, reason, message);
    }

    public void warning(TenantCluster cluster, String reason, String message) {
        tell("Warning", cluster, reason, message);
    }

    private void tell(String type, TenantCluster cluster, String reason, String message) {
        var metadata = cluster.getMetadata();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Event event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(metadata.getName() + ".")
                .withNamespace(metadata.getNamespace())
                .endMetadata()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withApiVersion(cluster.getApiVersion())
                        .withKind(cluster.getKind())
                        .withName(metadata.getName())
                        .withNamespace(metadata.getNamespace())
                        .withUid(metadata.getUid())
                        .build())
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("weir-operator")
                .endSource()
                .build();
        writer.execute(() -> write(event));
    }

    private void write(Event event) {
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            // A namespace that is being ended takes no events; they are for people only.
            LOG.debugf(
                    "cluster=%s event=%s not told: %s",
                    event.getInvolvedObject().getName(), event.getReason(), e.getMessage());
        }
    }
}
