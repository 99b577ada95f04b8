package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantLimits;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.operator.login.RenewedToken;
import dev.weir.tenants.events.ClusterSecret;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Brokers as a neighbour's pod finds them. Nothing enforces NetworkPolicies in the test's Kubernetes, so what keeps it out
 * is TLS and credentials alone.
 */
@NeedsKubernetes
class BrokersHoldTheLineIT {
    private static final Duration KUBELETS_SYNC = Duration.ofMinutes(4);

    private static Installation weir;
    private static ReachedCluster own;
    private static ReachedCluster another;

    @BeforeAll
    static void twoTenants() {
        weir = Installation.shared();
        String neighbour = UUID.randomUUID().toString();
        weir.tenant(neighbour, new TenantLimits(5, "2", "4Gi", "10Gi"));
        own = ReachedCluster.make(weir, "lkc-own", weir.basic());
        another = ReachedCluster.make(weir, "lkc-another", Specs.basic(neighbour));
        weir.awaitReady(own.cluster());
        weir.awaitReady(another.cluster());
    }

    @AfterAll
    static void takeThemAway() {
        weir.client.resource(own.cluster()).delete();
        weir.client.resource(another.cluster()).delete();
    }

    @Test
    void aTenantsPodCannotUseAnothersBroker() {
        Map<String, Map<String, String>> attempts = new HashMap<>();
        attempts.put("own", token(own, own.secret(), true));
        attempts.put("another-with-its-own-token", token(another, another.secret(), true));
        attempts.put("another-with-my-token", token(another, own.secret(), true));
        attempts.put("another-with-my-password", password(another, own.secret()));
        attempts.put("another-without-tls", token(another, another.secret(), false));
        attempts.put("another-untrusted", untrusting(token(another, another.secret(), true)));
        attempts.put("another-by-a-wrong-name", misnamed(token(another, another.secret(), true)));
        Map<String, String> results = ProbePod.run(weir, weir.namespace(), attempts);
        assertThat(results)
                .containsEntry("own", "served lkc-own")
                .containsEntry("another-with-its-own-token", "served lkc-another")
                .containsEntry("another-with-my-token", "refused SaslAuthenticationException")
                .containsEntry("another-with-my-password", "refused SaslAuthenticationException");
        assertThat(results.get("another-without-tls")).startsWith("refused ");
        assertThat(results.get("another-untrusted")).startsWith("refused ");
        assertThat(results.get("another-by-a-wrong-name")).startsWith("refused ");
    }

    private static String host(ReachedCluster cluster) {
        TenantCluster made = cluster.cluster();
        String name = made.getMetadata().getName();
        return name + "-0." + name + "." + made.getMetadata().getNamespace() + ".svc.cluster.local";
    }

    private static Map<String, String> token(ReachedCluster cluster, ClusterSecret secret, boolean tls) {
        Map<String, String> settings = common(cluster, tls);
        settings.put("sasl.mechanism", "OAUTHBEARER");
        settings.put("token", RenewedToken.of(secret));
        return settings;
    }

    private static Map<String, String> password(ReachedCluster cluster, ClusterSecret secret) {
        Map<String, String> settings = common(cluster, true);
        settings.put("sasl.mechanism", "PLAIN");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"weir-broker\" password=\""
                        + secret.internalPassword() + "\";");
        return settings;
    }

    private static Map<String, String> common(ReachedCluster cluster, boolean tls) {
        Map<String, String> settings = new HashMap<>();
        // The listener that advertises the broker's own name, so that what is answered here can be used here.
        settings.put("bootstrap.servers", host(cluster) + ":9094");
        settings.put("security.protocol", tls ? "SASL_SSL" : "SASL_PLAINTEXT");
        if (tls) {
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.certificates", cluster.authority());
        }
        return settings;
    }

    private static Map<String, String> untrusting(Map<String, String> settings) {
        settings.remove("ssl.truststore.type");
        settings.remove("ssl.truststore.certificates");
        return settings;
    }

    /** By the pod's address, which no certificate names. */
    private static Map<String, String> misnamed(Map<String, String> settings) {
        Pod pod = weir.pods(another.cluster()).getFirst();
        settings.put("bootstrap.servers", pod.getStatus().getPodIP() + ":9094");
        return settings;
    }

    @Test
    void aCertificateIsRenewedWithoutARestart() {
        TenantCluster cluster = weir.make("lkc-renewed", weir.basic());
        weir.awaitReady(cluster);
        Pod pod = weir.pods(cluster).getFirst();
        String before = shown(pod);
        String kept = certificate(cluster);
        weir.client
                .secrets()
                .inNamespace(weir.namespace())
                .withName("lkc-renewed")
                .edit(secret -> {
                    secret.getData().remove("tls-0.pem");
                    return secret;
                });
        await().atMost(Installation.SOON)
                .untilAsserted(
                        () -> assertThat(certificate(cluster)).isNotBlank().isNotEqualTo(kept));
        await().atMost(KUBELETS_SYNC)
                .untilAsserted(() -> assertThat(shown(pod)).isNotBlank().isNotEqualTo(before));
        assertThat(weir.pods(cluster)).singleElement().satisfies(now -> {
            assertThat(now.getMetadata().getUid()).isEqualTo(pod.getMetadata().getUid());
            assertThat(now.getStatus().getContainerStatuses().getFirst().getRestartCount())
                    .isZero();
        });
        weir.client.resource(cluster).delete();
    }

    private static String certificate(TenantCluster cluster) {
        Secret secret = weir.client
                .secrets()
                .inNamespace(weir.namespace())
                .withName(cluster.getMetadata().getName())
                .get();
        return secret.getData().getOrDefault("tls-0.pem", "");
    }

    /** The certificate's serial number, as whoever connects sees it. */
    private static String shown(Pod pod) {
        return weir.kubernetes
                .enter(
                        "sh",
                        "-c",
                        "openssl s_client -connect " + pod.getStatus().getPodIP()
                                + ":9094 </dev/null 2>/dev/null | openssl x509 -noout -serial")
                .out();
    }
}
