package dev.weir.operator.strimzi;

import dev.weir.operator.apply.Labels;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SecretVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.strimzi.api.ResourceLabels;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolTemplate;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolTemplateBuilder;
import java.util.Map;

/**
 * What the operator asks of pods and volumes that Strimzi makes: by which labels they are found again, that they pass Pod
 * Security "restricted" in a tenant's namespace, and the cluster's keys in a file, which is renewed when they change.
 */
final class PodTemplates {
    private static final String KEYS = "weir-keys";
    private static final int KEYS_MODE = 0440;
    /** The group of the user in Strimzi's images. */
    private static final long GROUP = 0L;

    private PodTemplates() {}

    static KafkaNodePoolTemplate of(DedicatedCluster design) {
        Map<String, String> labels = Map.of(
                Labels.CLUSTER, design.name(), Labels.TENANT, design.spec().organization());
        return new KafkaNodePoolTemplateBuilder()
                .withNewPod()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSecurityContext(nobodySpecial())
                .withEnableServiceLinks(false)
                .withTopologySpreadConstraints(
                        spread(design, "topology.kubernetes.io/zone"), spread(design, "kubernetes.io/hostname"))
                .addNewVolume()
                .withName(KEYS)
                .withSecret(new SecretVolumeSourceBuilder()
                        .withSecretName(design.keys())
                        .withDefaultMode(KEYS_MODE)
                        .build())
                .endVolume()
                .endPod()
                .withNewKafkaContainer()
                .withSecurityContext(nothingMore())
                .withVolumeMounts(new VolumeMountBuilder()
                        .withName(KEYS)
                        .withMountPath(NodePools.KEYS_FOLDER)
                        .withReadOnly(true)
                        .build())
                .endKafkaContainer()
                .withNewPersistentVolumeClaim()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .endPersistentVolumeClaim()
                .build();
    }

    private static PodSecurityContext nobodySpecial() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withFsGroup(GROUP)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private static SecurityContext nothingMore() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private static TopologySpreadConstraint spread(DedicatedCluster design, String over) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(over)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withLabelSelector(new LabelSelectorBuilder()
                        .addToMatchLabels(ResourceLabels.STRIMZI_CLUSTER_LABEL, design.name())
                        .build())
                .build();
    }
}
