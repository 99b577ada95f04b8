package dev.weir.operator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.k8s.api.GatewaySpec;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec;
import dev.weir.operator.login.RenewedToken;
import dev.weir.tenants.events.ClusterSecret;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * A cluster whose brokers Kafka's clients on this machine can reach, as the platform: each has a service with an address
 * that stays, and a port here that leads there and is what the broker tells clients.
 */
final class ReachedCluster {
    private static final int GATEWAY_PORT = 9092;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private final Installation weir;
    private final int port;
    private final TenantCluster cluster;

    private ReachedCluster(Installation weir, int port, TenantCluster cluster) {
        this.weir = weir;
        this.port = port;
        this.cluster = cluster;
    }

    static ReachedCluster make(Installation weir, String name, TenantClusterSpec spec) {
        int port = freePorts(spec.brokers());
        for (int node = 0; node < spec.brokers(); node++) {
            weir.kubernetes.forward(
                    service(weir, Tenant.namespaceOf(spec.organization()), name, node) + ":" + GATEWAY_PORT,
                    port + node);
        }
        return new ReachedCluster(
                weir, port, weir.make(name, Specs.at(spec, new GatewaySpec("127.0.0.1", port, null, null))));
    }

    /** Its address, which stays when the broker's pod is another one. */
    private static String service(Installation weir, String namespace, String cluster, int node) {
        return weir.client
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("test-" + cluster + "-" + node)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector("statefulset.kubernetes.io/pod-name", cluster + "-" + node)
                        .withPublishNotReadyAddresses(true)
                        .addNewPort()
                        .withPort(GATEWAY_PORT)
                        .withTargetPort(new IntOrString(GATEWAY_PORT))
                        .endPort()
                        .endSpec()
                        .build())
                .create()
                .getSpec()
                .getClusterIP();
    }

    private static int freePorts(int count) {
        var random = new SecureRandom();
        while (true) {
            int first = FIRST_PORT + random.nextInt(PORTS);
            if (IntStream.range(first, first + count).allMatch(ReachedCluster::isFree)) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    TenantCluster cluster() {
        return cluster;
    }

    Admin admin() {
        return Admin.create(settings());
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                IntStream.range(port, port + cluster.getSpec().brokers())
                        .mapToObj(each -> "127.0.0.1:" + each)
                        .collect(Collectors.joining(",")));
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
        settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
        settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, authority());
        // It is reached by this machine's address here, which isn't the broker's name.
        settings.put(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "");
        settings.put(SaslConfigs.SASL_MECHANISM, "OAUTHBEARER");
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required cluster=\""
                        + cluster.getMetadata().getName() + "\";");
        settings.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, RenewedToken.class);
        settings.put(RenewedToken.SECRET, secret());
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        return settings;
    }

    /** PEM of what its brokers' certificates are signed with; it must have been ready once. */
    String authority() {
        return Objects.requireNonNull(weir.get(cluster).getStatus().certificateAuthority());
    }

    ClusterSecret secret() {
        String text = weir.client
                .secrets()
                .inNamespace(cluster.getMetadata().getNamespace())
                .withName(cluster.getMetadata().getName() + "-keys")
                .get()
                .getData()
                .get("secret.json");
        try {
            return JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(Base64.getDecoder().decode(text), ClusterSecret.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
