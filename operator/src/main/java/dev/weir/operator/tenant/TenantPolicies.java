package dev.weir.operator.tenant;

import dev.weir.k8s.api.Tenant;
import dev.weir.operator.apply.Labels;
import dev.weir.operator.broker.BrokerPorts;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who may speak with whom in a tenant's namespace: nobody but those named here. Brokers hold the line by themselves, with
 * TLS and credentials; this is the fence before it.
 */
final class TenantPolicies {
    static final String NOBODY = "nobody";
    static final String GATEWAYS = "gateways";
    static final String BROKERS = "brokers";

    private static final int DNS_PORT = 53;

    private TenantPolicies() {}

    static NetworkPolicy nobody(Tenant tenant) {
        return new NetworkPolicyBuilder()
                .withMetadata(TenantNamespace.metadata(tenant, NOBODY))
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .endSpec()
                .build();
    }

    /** Gateways for clients, the operator for its look at the brokers. */
    static NetworkPolicy gateways(Tenant tenant, String platformNamespace) {
        return new NetworkPolicyBuilder()
                .withMetadata(TenantNamespace.metadata(tenant, GATEWAYS))
                .withNewSpec()
                .withPodSelector(brokers())
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .addNewFrom()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", platformNamespace)
                .endNamespaceSelector()
                .withPodSelector(new LabelSelectorBuilder()
                        .addNewMatchExpression()
                        .withKey(Labels.NAME)
                        .withOperator("In")
                        .withValues("gateway", "operator")
                        .endMatchExpression()
                        .build())
                .endFrom()
                .withPorts(tcp(BrokerPorts.GATEWAY, BrokerPorts.INTERNAL, BrokerPorts.NAMED))
                .endIngress()
                .endSpec()
                .build();
    }

    /** Brokers of the same organization among each other, and the cluster's DNS. Credentials keep clusters apart. */
    static NetworkPolicy brokers(Tenant tenant) {
        return new NetworkPolicyBuilder()
                .withMetadata(TenantNamespace.metadata(tenant, BROKERS))
                .withNewSpec()
                .withPodSelector(brokers())
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .addNewFrom()
                .withPodSelector(brokers())
                .endFrom()
                .withPorts(tcp(BrokerPorts.CONTROLLER, BrokerPorts.INTERNAL))
                .endIngress()
                .addNewEgress()
                .addNewTo()
                .withPodSelector(brokers())
                .endTo()
                .withPorts(tcp(BrokerPorts.CONTROLLER, BrokerPorts.INTERNAL))
                .endEgress()
                .addNewEgress()
                .withPorts(port("UDP", DNS_PORT), port("TCP", DNS_PORT))
                .endEgress()
                .endSpec()
                .build();
    }

    private static LabelSelector brokers() {
        return new LabelSelectorBuilder()
                .addToMatchLabels(Labels.NAME, Labels.BROKER)
                .build();
    }

    private static List<NetworkPolicyPort> tcp(int... ports) {
        return IntStream.of(ports).mapToObj(port -> port("TCP", port)).toList();
    }

    private static NetworkPolicyPort port(String protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(port))
                .build();
    }
}
