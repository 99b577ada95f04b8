package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.Authority;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.events.ApiKeyRecord;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that speak TLS, with certificates of the authority in their cluster's status. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class UpstreamTlsIT {
    private static final String KEY = "CARLCARLCARLCAR1";
    private static final Authority AUTHORITY = new Authority("brokers");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @TestHTTPResource
    URI http;

    private static TenantCluster cluster;

    @BeforeAll
    static void aClusterWithTls() throws IOException {
        cluster = new TenantCluster(
                "lkc-carl",
                "u-carl",
                List.of(),
                Files.createDirectory(folder.resolve("carl")),
                KafkaTestbed.bootstrapPort() + 1,
                null,
                AUTHORITY);
        cluster.process().start();
        KafkaTestbed.announce(cluster);
        KafkaTestbed.key(KEY, "u-carl", cluster, ApiKeyRecord.State.ACTIVE);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(clusterId()).isEqualTo("lkc-carl"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    private static String clusterId() throws InterruptedException, ExecutionException {
        var settings = Clients.settings(KEY, KafkaTestbed.SECRET);
        settings.put("default.api.timeout.ms", 4_000);
        settings.put("request.timeout.ms", 3_000);
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    @Test
    void recordsGoThroughByKafkaAndByHttp() throws Exception {
        String topic = Clients.topic(KEY, 1);
        Clients.produce(KEY, topic, "by kafka");
        HttpRequest request = HttpRequest.newBuilder(
                        http.resolve("/kafka/v3/clusters/lkc-carl/topics/" + topic + "/records"))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (KEY + ":" + KafkaTestbed.SECRET).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("{\"value\":{\"type\":\"STRING\",\"data\":\"by http\"}}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(Clients.consume(KEY, topic, 2, java.util.Map.of())).containsExactly("by kafka", "by http");
    }

    @Test
    void aCertificateIsReplacedWithoutARestartAndOneThatDoesNotFitIsRefused() throws Exception {
        String own = cluster.node().host();
        var before = Shown.by(cluster.node());
        cluster.show(AUTHORITY.server(own));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Shown.by(cluster.node())).isNotEqualTo(before));
        assertThat(clusterId()).isEqualTo("lkc-carl");
        for (Authority.Issued foreign :
                List.of(new Authority("somebody else").server(own), AUTHORITY.server("another.example"))) {
            var last = Shown.by(cluster.node());
            cluster.show(foreign);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Shown.by(cluster.node())).isNotEqualTo(last));
            assertThatThrownBy(UpstreamTlsIT::clusterId).isInstanceOf(ExecutionException.class);
        }
        cluster.show(AUTHORITY.server(own));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(clusterId()).isEqualTo("lkc-carl"));
    }
}
