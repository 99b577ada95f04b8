package dev.weir.operator.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.k8s.api.AclSpec;
import dev.weir.k8s.api.GatewaySpec;
import dev.weir.k8s.api.StorageSpec;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.k8s.api.TenantClusterSpec.ClusterState;
import dev.weir.k8s.api.TenantLimits;
import dev.weir.k8s.api.TenantSpec;
import dev.weir.operator.apply.Labels;
import dev.weir.operator.broker.BrokerPorts;
import dev.weir.operator.broker.Names;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.PlatformAccess;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The platform's own Kafka, in the words in which any cluster is asked for. Pure. */
final class PlatformCluster {
    /** No organization that signs up is called so: theirs are drawn. */
    static final String ORGANIZATION = "00000000-0000-0000-0000-000000000000";

    private static final String CLUSTER = "lkc-platform";
    private static final int MESSAGE_BYTES = 1024 * 1024;
    private static final String KAFKA_VERSION = "4.3.1";

    private final ObjectMapper json;
    private final String clusterDomain;

    PlatformCluster(ObjectMapper json, String clusterDomain) {
        this.json = json;
        this.clusterDomain = clusterDomain;
    }

    static String namespace() {
        return Tenant.namespaceOf(ORGANIZATION);
    }

    /** Where its clients find it, and what it tells them to connect to. */
    String address() {
        return host() + ":" + BrokerPorts.GATEWAY;
    }

    private String host() {
        return names().bootstrapHost();
    }

    private Names names() {
        TenantCluster named = new TenantCluster();
        named.setMetadata(metadata(CLUSTER));
        return new Names(named, clusterDomain);
    }

    /** Its clients end when they can't resolve a name at their start, and a broker's own is there only with its pod. */
    Service service() {
        return new ServiceBuilder()
                .withMetadata(metadata(names().bootstrap()))
                .withNewSpec()
                .withSelector(Labels.pods(CLUSTER))
                .addNewPort()
                .withName("gateway")
                .withProtocol("TCP")
                .withPort(BrokerPorts.GATEWAY)
                .withTargetPort(new IntOrString(BrokerPorts.GATEWAY))
                .endPort()
                .endSpec()
                .build();
    }

    Tenant tenant(String volume) {
        Tenant tenant = new Tenant();
        tenant.setMetadata(new ObjectMetaBuilder()
                .withName(ORGANIZATION)
                .withLabels(Labels.ofPlatform())
                .build());
        tenant.setSpec(new TenantSpec("The platform itself", false, new TenantLimits(1, "1", "1Gi", volume)));
        return tenant;
    }

    TenantCluster cluster(String volume) {
        TenantCluster cluster = new TenantCluster();
        cluster.setMetadata(metadata(CLUSTER));
        cluster.setSpec(new TenantClusterSpec(
                ORGANIZATION,
                "env-platform",
                1L,
                "The platform's topics",
                ClusterKind.BASIC,
                Availability.LOW,
                1,
                KAFKA_VERSION,
                ClusterState.RUNNING,
                null,
                MESSAGE_BYTES,
                new StorageSpec(volume, null, true),
                new GatewaySpec(host(), BrokerPorts.GATEWAY, null, null),
                Stream.of(PlatformAccess.controlPlane(), PlatformAccess.gateway())
                        .flatMap(List::stream)
                        .map(AclSpec::of)
                        .toList()));
        return cluster;
    }

    /** Its clients are the platform's parts, so they prove themselves with passwords instead of tenants' tokens. */
    Secret keys(PlatformSecrets secrets) {
        var none =
                new ClusterSecret(ClusterSecret.SCHEMA, CLUSTER, 1, List.of(), secrets.kafka(BrokerSpec.BROKER_USER));
        return new SecretBuilder()
                .withMetadata(metadata(Names.keysOf(CLUSTER)))
                .withType("Opaque")
                .withData(PartSecrets.encoded(Map.of(
                        "secret.json",
                        text(none),
                        "passwords.json",
                        text(new PasswordAuthentication(secrets.kafkaPasswords())))))
                .build();
    }

    /** Beside gateways, which may speak with every tenant's brokers. */
    NetworkPolicy controlPlanes(String platformNamespace) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata("control-planes"))
                .withNewSpec()
                .withNewPodSelector()
                .addToMatchLabels(Labels.NAME, Labels.BROKER)
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .addNewFrom()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", platformNamespace)
                .endNamespaceSelector()
                .withNewPodSelector()
                .addToMatchLabels(Labels.NAME, "control-plane")
                .endPodSelector()
                .endFrom()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(BrokerPorts.GATEWAY))
                .endPort()
                .endIngress()
                .endSpec()
                .build();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't be written as JSON: " + value.getClass(), e);
        }
    }

    private static ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace())
                .addToLabels(Labels.ofPlatform())
                .addToLabels(Labels.CLUSTER, CLUSTER)
                .build();
    }
}
