package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.DOMAIN;
import static dev.weir.gateway.kafka.KafkaTestbed.ORGANIZATION;
import static dev.weir.gateway.kafka.KafkaTestbed.ROBOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.Authority;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.IdentityProviderRecord.Mapping;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class TlsIT {
    private static final Authority CLIENTS = new Authority("annas clients");

    @BeforeAll
    static void theOrganizationTrustsAnAuthority() {
        KafkaTestbed.provider(new IdentityProviderRecord(
                IdentityProviderRecord.SCHEMA,
                "op-clients",
                KafkaTestbed.nextGeneration(),
                ORGANIZATION,
                null,
                null,
                null,
                null,
                CLIENTS.pem(),
                "CN",
                List.of(new Mapping("orders", ROBOT)),
                IdentityProviderRecord.State.ACTIVE));
    }

    private static Map<String, Object> settings(TenantCluster cluster, String key) {
        Map<String, Object> settings = new HashMap<>(Clients.settings(key, KafkaTestbed.SECRET));
        settings.put("bootstrap.servers", cluster.id() + "." + DOMAIN + ":" + KafkaTestbed.namedPort());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", KafkaTestbed.trust().toString());
        return settings;
    }

    private static Map<String, Object> certificate(TenantCluster cluster, Authority.Issued issued) {
        Map<String, Object> settings = settings(cluster, "");
        settings.remove("sasl.mechanism");
        settings.remove("sasl.jaas.config");
        settings.put("security.protocol", "SSL");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.certificate.chain", issued.certificate());
        settings.put("ssl.keystore.key", issued.key());
        settings.put("default.api.timeout.ms", 4_000);
        settings.put("request.timeout.ms", 3_000);
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClusterIsReachedByItsName(String version) throws Exception {
        String topic = Clients.topic(KafkaTestbed.ANNAS_KEY, 1);
        Map<String, Object> settings = settings(KafkaTestbed.annas(), KafkaTestbed.ANNAS_KEY);
        settings.put("ssl.enabled.protocols", version);
        try (Admin admin = Admin.create(settings)) {
            var nodes = admin.describeCluster().nodes().get();
            assertThat(nodes).singleElement().satisfies(node -> {
                assertThat(node.host()).isEqualTo("b0-" + KafkaTestbed.annas().id() + "." + DOMAIN);
                assertThat(node.port()).isEqualTo(KafkaTestbed.namedPort());
            });
        }
        try (var producer = Clients.producer(KafkaTestbed.ANNAS_KEY, settings)) {
            producer.send(new ProducerRecord<>(topic, version)).get();
        }
        assertThat(Clients.consume(KafkaTestbed.ANNAS_KEY, topic, 1, settings)).containsExactly(version);
    }

    @Test
    void nobodysKeyOpensAnothersName() throws Exception {
        try (Admin admin = Admin.create(settings(KafkaTestbed.berts(), KafkaTestbed.ANNAS_KEY))) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class)
                    .hasMessageContaining(
                            "isn't one of cluster " + KafkaTestbed.berts().id());
        }
        try (Admin admin = Admin.create(settings(KafkaTestbed.berts(), KafkaTestbed.BERTS_KEY))) {
            assertThat(admin.describeCluster().clusterId().get())
                    .isEqualTo(KafkaTestbed.berts().id());
        }
    }

    @Test
    void aMappedCertificateIsItsServiceAccountAndOthersAreNobody() throws Exception {
        TenantCluster annas = KafkaTestbed.annas();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            try (Admin admin = Admin.create(certificate(annas, CLIENTS.client("CN=orders,O=anna")))) {
                assertThat(admin.describeCluster().clusterId().get()).isEqualTo(annas.id());
                assertThatThrownBy(() -> admin.describeAcls(AclBindingFilter.ANY)
                                .values()
                                .get())
                        .hasCauseInstanceOf(ClusterAuthorizationException.class);
            }
        });
        for (Authority.Issued stranger : List.of(
                CLIENTS.client("CN=payments"),
                new Authority("annas clients").client("CN=orders"),
                CLIENTS.client("CN=orders", Instant.now().minusSeconds(5)))) {
            try (Admin admin = Admin.create(certificate(annas, stranger))) {
                assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                        .hasCauseInstanceOf(TimeoutException.class);
            }
        }
    }

    @Test
    void aNewCertificateIsShownWithoutLosingAConnection() throws Exception {
        Path folder = KafkaTestbed.trust().getParent();
        String host = KafkaTestbed.annas().id() + "." + DOMAIN;
        try (SSLSocket open = connect(host)) {
            String before = shown(open);
            KafkaTestbed.authority().server("*." + DOMAIN).writeTo(folder);
            await().untilAsserted(() -> {
                try (SSLSocket next = connect(host)) {
                    assertThat(shown(next)).isNotEqualTo(before);
                }
            });
            open.getOutputStream().write(new byte[] {0});
            open.setSoTimeout(500);
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void strangeNamesAndPlainTextAreRefused() throws Exception {
        for (String name : List.of("elsewhere.example.com", DOMAIN, "x." + DOMAIN, "lkc-a.b." + DOMAIN)) {
            try (SSLSocket socket = connect(name)) {
                socket.setSoTimeout(2_000);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
        try (var plain = new RawClient(KafkaTestbed.namedPort())) {
            plain.sendLength(20);
            assertThat(plain.isClosedWithin(Duration.ofSeconds(3))).isTrue();
        }
    }

    private static SSLSocket connect(String name) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", KafkaTestbed.namedPort());
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String shown(SSLSocket socket) throws Exception {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSerialNumber()
                .toString();
    }

    /** Which certificate is shown is what the test looks at. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
