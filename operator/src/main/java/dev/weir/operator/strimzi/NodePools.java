package dev.weir.operator.strimzi;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.strimzi.api.ResourceAnnotations;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolBuilder;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes: three that vote and carry data, and where there are more a pool of those that only carry data. Ids go on
 * from one to the other, since gateways count them from 0.
 */
public final class NodePools {
    static final String VOTING = "brokers";
    static final String MORE = "more";
    static final String KEYS_FOLDER = "/mnt/weir";
    static final String KEYS_FILE = KEYS_FOLDER + "/jwks.json";

    private static final String HEAP = "1g";
    private static final String MEMORY = "2Gi";
    private static final String CPU = "250m";

    private NodePools() {}

    public static List<KafkaNodePool> of(DedicatedCluster design) {
        List<KafkaNodePool> pools = new ArrayList<>();
        int beyond = design.spec().brokers() - DedicatedCluster.VOTERS;
        pools.add(pool(
                design,
                VOTING,
                "[0-" + (DedicatedCluster.VOTERS - 1) + "]",
                DedicatedCluster.VOTERS,
                ProcessRoles.CONTROLLER,
                ProcessRoles.BROKER));
        if (beyond > 0) {
            String ids = "[" + DedicatedCluster.VOTERS + "-" + (design.spec().brokers() - 1) + "]";
            pools.add(pool(design, MORE, ids, beyond, ProcessRoles.BROKER));
        }
        return pools;
    }

    /** Several clusters' pools are in one namespace; Strimzi puts the cluster's name before it in names of pods. */
    static String nameOf(String pool, String cluster) {
        return pool + "-" + cluster.substring(cluster.indexOf('-') + 1);
    }

    private static KafkaNodePool pool(
            DedicatedCluster design, String name, String ids, int replicas, ProcessRoles... roles) {
        return new KafkaNodePoolBuilder()
                .withMetadata(design.metadata(nameOf(name, design.name())))
                .editMetadata()
                .addToAnnotations(ResourceAnnotations.ANNO_STRIMZI_IO_NEXT_NODE_IDS, ids)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withRoles(roles)
                .withNewPersistentClaimStorage()
                .withSize(design.spec().storage().size())
                .withStorageClass(design.spec().storage().className())
                // The operator removes them itself, and not while the cluster is only suspended.
                .withDeleteClaim(false)
                .endPersistentClaimStorage()
                .withResources(new ResourceRequirementsBuilder()
                        .addToRequests("cpu", new Quantity(CPU))
                        .addToRequests("memory", new Quantity(MEMORY))
                        .addToLimits("memory", new Quantity(MEMORY))
                        .build())
                .withNewJvmOptions()
                .withXms(HEAP)
                .withXmx(HEAP)
                .endJvmOptions()
                .withTemplate(PodTemplates.of(design))
                .endSpec()
                .build();
    }
}
