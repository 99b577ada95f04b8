package dev.weir.operator.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps Kubernetes from making a pod or a volume at all: it is said in events only. Looked up just while pods are
 * missing or wait for a volume.
 */
final class Obstacles {
    private static final Map<String, String> KINDS =
            Map.of("StatefulSet", "FailedCreate", "PersistentVolumeClaim", "ProvisioningFailed");

    private final KubernetesClient client;

    Obstacles(KubernetesClient client) {
        this.client = client;
    }

    Optional<Trouble> of(Design design, Crew crew) {
        if (!design.runs() || crew.ready() == design.brokers()) {
            return Optional.empty();
        }
        boolean missing = crew.brokers().stream().anyMatch(broker -> !broker.present());
        boolean unscheduled = Trouble.of(crew)
                .filter(each -> each.reason().equals("Unschedulable"))
                .isPresent();
        if (missing) {
            return newest(design, "StatefulSet").map(event -> new Trouble(word(event), event.getMessage(), false));
        }
        if (unscheduled) {
            return newest(design, "PersistentVolumeClaim")
                    .map(event -> new Trouble("VolumeMissing", event.getMessage(), false));
        }
        return Optional.empty();
    }

    private static String word(Event event) {
        return event.getMessage().contains("exceeded quota") ? "QuotaExceeded" : "PodRefused";
    }

    private Optional<Event> newest(Design design, String kind) {
        List<Event> events = client.v1()
                .events()
                .inNamespace(design.cluster().getMetadata().getNamespace())
                .withField("involvedObject.kind", kind)
                .withField("reason", String.valueOf(KINDS.get(kind)))
                .list()
                .getItems();
        return events.stream()
                .filter(event -> event.getInvolvedObject()
                                .getName()
                                .endsWith(design.names().cluster())
                        || event.getInvolvedObject()
                                .getName()
                                .contains(design.names().cluster() + "-"))
                .max(Comparator.comparing(event -> String.valueOf(event.getLastTimestamp())));
    }
}
