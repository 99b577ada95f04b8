package dev.weir.operator.strimzi;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.operator.apply.Labels;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.strimzi.api.ResourceLabels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Dedicated cluster as it should be. Pure.
 *
 * @param cluster the desired cluster
 * @param image Strimzi's Kafka image with the platform's classes in it; null for Strimzi's own
 * @param listeners where clients come in
 * @param platformNamespace where gateways and operator run
 */
public record DedicatedCluster(
        TenantCluster cluster, @Nullable String image, List<ClientListener> listeners, String platformNamespace) {
    /** As many as vote; brokers beyond them only carry data. */
    static final int VOTERS = 3;

    public DedicatedCluster {
        listeners = List.copyOf(listeners);
    }

    /** Of the Kafka object, and Kafka's id of the cluster. */
    public String name() {
        return cluster.getMetadata().getName();
    }

    /** Of the Secret with the keys that its brokers accept. */
    public String keys() {
        return name() + "-jwks";
    }

    TenantClusterSpec spec() {
        return cluster.getSpec();
    }

    ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(cluster.getMetadata().getNamespace())
                .withLabels(Labels.ofDedicated(name(), spec().organization()))
                .addToLabels(ResourceLabels.STRIMZI_CLUSTER_LABEL, name())
                .build();
    }

    /** Where a broker is reached, as Strimzi names its pods. */
    public static String host(TenantCluster cluster, int node, String domain) {
        String name = cluster.getMetadata().getName();
        String pool = NodePools.nameOf(node < VOTERS ? NodePools.VOTING : NodePools.MORE, name);
        return name + "-" + pool + "-" + node + "." + name + "-kafka-brokers."
                + cluster.getMetadata().getNamespace() + ".svc." + domain;
    }
}
