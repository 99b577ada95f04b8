package dev.weir.operator.broker;

import dev.weir.operator.OperatorConfig;
import dev.weir.operator.apply.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The brokers themselves. All are started at once, since a quorum that waits for its first member never forms; and none
 * is replaced by Kubernetes, which doesn't know of replicas in sync: {@code rolling} does that.
 */
public final class BrokerSet {
    public static final String DATA = "data";
    /** Below the volume's own folder, which may hold what a file system puts there. */
    static final String DATA_FOLDER = "/var/lib/weir/kafka";

    static final String CONTAINER = "broker";

    /** On pods: of the files that they were started with. */
    static final String DIGEST = "weir.dev/files";

    private static final String VOLUME_FOLDER = "/var/lib/weir";
    private static final String MAIN = "dev.weir.broker.BrokerMain";
    private static final long USER = 1001L;
    // A broker with a thousand topics takes twelve seconds to stop.
    private static final long GRACE_SECONDS = 45L;
    private static final int SECRET_MODE = 0440;

    private final OperatorConfig config;
    private final BrokerFiles files;

    public BrokerSet(OperatorConfig config, BrokerFiles files) {
        this.config = config;
        this.files = files;
    }

    /**
     * As it should be.
     *
     * @param present the one that is there: what volumes it asks for can't be changed, so that stays
     */
    public StatefulSet of(Design design, Optional<StatefulSet> present) {
        return new StatefulSetBuilder()
                .withMetadata(design.metadata(design.names().cluster()))
                .withNewSpec()
                .withServiceName(design.names().cluster())
                .withReplicas(design.runs() ? design.brokers() : 0)
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .withNewSelector()
                .withMatchLabels(Labels.pods(design.id()))
                .endSelector()
                .withTemplate(template(design))
                .withVolumeClaimTemplates(claim(design, present))
                .withNewPersistentVolumeClaimRetentionPolicy()
                .withWhenDeleted("Retain")
                .withWhenScaled("Retain")
                .endPersistentVolumeClaimRetentionPolicy()
                .endSpec()
                .build();
    }

    private PodTemplateSpec template(Design design) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.ofCluster(design.id(), design.spec().organization()))
                .addToAnnotations(DIGEST, files.digest(design))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withSecurityContext(nobodySpecial())
                .withTopologySpreadConstraints(
                        spread(design, "topology.kubernetes.io/zone"), spread(design, "kubernetes.io/hostname"))
                .withContainers(broker(design))
                .withVolumes(volumes(design))
                .endSpec()
                .build();
    }

    private static PodSecurityContext nobodySpecial() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private Container broker(Design design) {
        Heap heap = design.heap();
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(design.image())
                .withImagePullPolicy(config.imagePullPolicy())
                .withArgs("@" + BrokerFiles.jvmFile(), MAIN, BrokerFiles.specFile("$(NODE)"))
                .withEnv(node())
                .withPorts(port("gateway", BrokerPorts.GATEWAY), port("internal", BrokerPorts.INTERNAL))
                .withNewResources()
                .addToRequests("cpu", new Quantity("50m"))
                .addToRequests("memory", new Quantity(heap.request()))
                .addToLimits("memory", new Quantity(heap.limit()))
                .endResources()
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withNewPort(BrokerPorts.GATEWAY)
                .endTcpSocket()
                .withPeriodSeconds(1)
                .withFailureThreshold(3)
                .endReadinessProbe()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withVolumeMounts(
                        mount(DATA, VOLUME_FOLDER, null),
                        mount("spec", BrokerFiles.SPEC_FOLDER, true),
                        mount("jvm", BrokerFiles.JVM_FOLDER, true),
                        mount("tmp", "/tmp", null))
                .build();
    }

    /** Which of the brokers this pod is. */
    private static EnvVar node() {
        return new EnvVarBuilder()
                .withName("NODE")
                .withNewValueFrom()
                .withNewFieldRef()
                .withApiVersion("v1")
                .withFieldPath("metadata.labels['apps.kubernetes.io/pod-index']")
                .endFieldRef()
                .endValueFrom()
                .build();
    }

    private static ContainerPort port(String name, int port) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(port)
                .withProtocol("TCP")
                .build();
    }

    private static VolumeMount mount(String volume, String path, @Nullable Boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build();
    }

    private static List<Volume> volumes(Design design) {
        String name = design.names().cluster();
        return List.of(
                new VolumeBuilder()
                        .withName("spec")
                        .withNewSecret()
                        .withSecretName(name)
                        .withDefaultMode(SECRET_MODE)
                        .endSecret()
                        .build(),
                new VolumeBuilder()
                        .withName("jvm")
                        .withNewConfigMap()
                        .withName(name)
                        .endConfigMap()
                        .build(),
                new VolumeBuilder()
                        .withName("tmp")
                        .withNewEmptyDir()
                        .withSizeLimit(new Quantity("64Mi"))
                        .endEmptyDir()
                        .build());
    }

    private static TopologySpreadConstraint spread(Design design, String over) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(over)
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withLabelSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Labels.pods(design.id()))
                        .build())
                .build();
    }

    private static PersistentVolumeClaim claim(Design design, Optional<StatefulSet> present) {
        var storage = design.spec().storage();
        Quantity size = present.map(
                        set -> set.getSpec().getVolumeClaimTemplates().getFirst())
                .map(claim -> claim.getSpec().getResources().getRequests().get("storage"))
                .orElseGet(() -> new Quantity(storage.size()));
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(DATA)
                .withLabels(Labels.ofCluster(design.id(), design.spec().organization()))
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storage.className())
                .withNewResources()
                .addToRequests("storage", size)
                .endResources()
                .endSpec()
                .build();
    }
}
