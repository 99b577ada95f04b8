package dev.weir.operator.strimzi;

import dev.weir.operator.apply.Labels;
import dev.weir.tenants.broker.TokenAuthentication;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListenerBuilder;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListenerConfigurationBroker;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListenerConfigurationBrokerBuilder;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A listener that asks for the cluster's tokens, over TLS with a certificate of Strimzi's. Its settings go where Strimzi
 * takes them, since it forbids {@code sasl.} and {@code listener.} among Kafka's own.
 */
final class TokenListener {
    private static final String VALIDATOR = "dev.weir.broker.access.TenantTokenValidator";
    private static final String REAUTHENTICATE_MILLIS = "900000";

    private TokenListener() {}

    static GenericKafkaListener of(DedicatedCluster design, ClientListener listener) {
        var built = new GenericKafkaListenerBuilder()
                .withName(listener.name())
                .withPort(listener.port())
                .withType(KafkaListenerType.INTERNAL)
                .withTls(true)
                .withNewKafkaListenerAuthenticationCustomAuth()
                .withSasl(true)
                .withListenerConfig(tokens(design))
                .endKafkaListenerAuthenticationCustomAuth()
                .withNetworkPolicyPeers(platform(design.platformNamespace()));
        if (!listener.advertised().isEmpty()) {
            built.withNewConfiguration()
                    .withBrokers(advertised(listener.advertised()))
                    .endConfiguration();
        }
        return built.build();
    }

    private static Map<String, Object> tokens(DedicatedCluster design) {
        return new TreeMap<>(Map.of(
                "sasl.enabled.mechanisms",
                "OAUTHBEARER",
                "oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                "oauthbearer.sasl.server.callback.handler.class",
                VALIDATOR,
                "oauthbearer.sasl.oauthbearer.jwks.endpoint.url",
                "file://" + NodePools.KEYS_FILE,
                "oauthbearer.sasl.oauthbearer.expected.issuer",
                TokenAuthentication.GATEWAY_ISSUER,
                "oauthbearer.sasl.oauthbearer.expected.audience",
                design.name(),
                "oauthbearer.connections.max.reauth.ms",
                REAUTHENTICATE_MILLIS));
    }

    private static List<GenericKafkaListenerConfigurationBroker> advertised(List<ClientListener.Advertised> all) {
        return all.stream()
                .map(each -> new GenericKafkaListenerConfigurationBrokerBuilder()
                        .withBroker(each.node())
                        .withAdvertisedHost(each.host())
                        .withAdvertisedPort(each.port())
                        .build())
                .toList();
    }

    /** Strimzi makes a NetworkPolicy of its own, which would let everybody in. */
    static NetworkPolicyPeer platform(String namespace) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                .endNamespaceSelector()
                .withPodSelector(new LabelSelectorBuilder()
                        .addNewMatchExpression()
                        .withKey(Labels.NAME)
                        .withOperator("In")
                        .withValues("gateway", "operator")
                        .endMatchExpression()
                        .build())
                .build();
    }
}
