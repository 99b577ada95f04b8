package dev.weir.operator.strimzi;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.strimzi.api.ResourceLabels;
import java.util.List;

/**
 * Whom Strimzi's pods may speak with in a tenant's namespace, where by default nobody speaks with anybody: each other,
 * gateways and this operator, the cluster's DNS. That Strimzi's own operator may reach them is in Strimzi's own policy.
 */
public final class KafkaFence {
    private static final int DNS_PORT = 53;
    /** Strimzi's, for controllers and for brokers. */
    private static final List<Integer> OWN_PORTS = List.of(9090, 9091);

    private KafkaFence() {}

    public static NetworkPolicy of(DedicatedCluster design) {
        return new NetworkPolicyBuilder()
                .withMetadata(design.metadata(design.name() + "-dedicated"))
                .withNewSpec()
                .withPodSelector(pods(design))
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .addNewFrom()
                .withPodSelector(pods(design))
                .endFrom()
                .withPorts(own())
                .endIngress()
                .addNewIngress()
                .withFrom(TokenListener.platform(design.platformNamespace()))
                .withPorts(design.listeners().stream()
                        .map(listener -> port("TCP", listener.port()))
                        .toList())
                .endIngress()
                .addNewEgress()
                .addNewTo()
                .withPodSelector(pods(design))
                .endTo()
                .withPorts(own())
                .endEgress()
                .addNewEgress()
                .withPorts(port("UDP", DNS_PORT), port("TCP", DNS_PORT))
                .endEgress()
                .endSpec()
                .build();
    }

    private static LabelSelector pods(DedicatedCluster design) {
        return new LabelSelectorBuilder()
                .addToMatchLabels(ResourceLabels.STRIMZI_CLUSTER_LABEL, design.name())
                .build();
    }

    private static List<NetworkPolicyPort> own() {
        return OWN_PORTS.stream().map(port -> port("TCP", port)).toList();
    }

    private static NetworkPolicyPort port(String protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(port))
                .build();
    }
}
