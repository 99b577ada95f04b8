package dev.weir.operator.cluster;

import dev.weir.operator.apply.Labels;
import dev.weir.operator.broker.Crew;
import dev.weir.operator.broker.Design;
import dev.weir.operator.status.Judgement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Pods from which somebody took the labels: their StatefulSet lets go of them, and can't make others while they have the
 * names. With their labels they are taken back, and go on serving.
 */
final class LostPods {
    private static final Logger LOG = Logger.getLogger(LostPods.class);

    private final KubernetesClient client;

    LostPods(KubernetesClient client) {
        this.client = client;
    }

    /** Looks for those that are missing of a cluster that has served. */
    void takeBack(Design design, Crew crew) {
        if (!design.runs() || !Judgement.hasServed(design)) {
            return;
        }
        for (int node = 0; node < design.brokers(); node++) {
            if (!crew.pods().containsKey(design.names().pod(node))) {
                takeBack(design, design.names().pod(node));
            }
        }
    }

    private void takeBack(Design design, String name) {
        Map<String, String> labels = Labels.ofCluster(design.id(), design.spec().organization());
        var resource = client.pods()
                .inNamespace(design.cluster().getMetadata().getNamespace())
                .withName(name);
        Pod pod = resource.get();
        if (pod == null || pod.getMetadata().getDeletionTimestamp() != null || has(pod, labels)) {
            return;
        }
        LOG.infof("cluster=%s pod=%s event=labelled-again", design.id(), name);
        resource.edit(lost -> new PodBuilder(lost)
                .editMetadata()
                .addToLabels(labels)
                .endMetadata()
                .build());
    }

    private static boolean has(Pod pod, Map<String, String> labels) {
        Map<String, String> present = pod.getMetadata().getLabels();
        return present != null && present.entrySet().containsAll(labels.entrySet());
    }
}
