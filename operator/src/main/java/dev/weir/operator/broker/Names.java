package dev.weir.operator.broker;

import dev.weir.k8s.api.TenantCluster;

/** What the objects of a cluster are called. */
public final class Names {
    private final String cluster;
    private final String namespace;
    private final String domain;

    public Names(TenantCluster cluster, String domain) {
        this.cluster = cluster.getMetadata().getName();
        this.namespace = cluster.getMetadata().getNamespace();
        this.domain = domain;
    }

    /** Of the StatefulSet, the service, the ConfigMap, the Secret, the disruption budget. */
    public String cluster() {
        return cluster;
    }

    /** Of the Secret that the control plane writes: a {@code ClusterSecret} as JSON. */
    public String keys() {
        return keysOf(cluster);
    }

    public static String keysOf(String cluster) {
        return cluster + "-keys";
    }

    /** Of the ConfigMap that the control plane writes: a {@code ClusterAccess} as JSON. */
    public String access() {
        return accessOf(cluster);
    }

    public static String accessOf(String cluster) {
        return cluster + "-access";
    }

    /** Of a service with an address of its own, for clients that must find a name before there is a broker. */
    public String bootstrap() {
        return cluster + "-bootstrap";
    }

    /** Where that service is reached. Brokers have certificates for it, whether it is there or not. */
    public String bootstrapHost() {
        return bootstrap() + "." + namespace + ".svc." + domain;
    }

    public String pod(int node) {
        return cluster + "-" + node;
    }

    public String volume(int node) {
        return BrokerSet.DATA + "-" + pod(node);
    }

    /** Where a broker is reached, whichever address its pod has. */
    public String host(int node) {
        return pod(node) + "." + cluster + "." + namespace + ".svc." + domain;
    }
}
