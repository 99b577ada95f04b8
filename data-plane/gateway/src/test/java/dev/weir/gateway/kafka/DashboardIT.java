package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What the dashboard shows, a gateway that has been used has. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class DashboardIT {
    private static final Path DASHBOARD = Path.of("../../k8s/manifests/dashboards/gateway.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:weir|jvm|process|http|system)_[a-z_]+\\b");
    private static final Pattern SERIES = Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE);

    private static Set<String> shown() throws Exception {
        JsonNode dashboard = JsonMapper.builder().build().readTree(DASHBOARD.toFile());
        Set<String> metrics = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                Matcher names = METRIC.matcher(target.path("expr").asText());
                assertThat(names.find()).as(target.toString()).isTrue();
                do {
                    metrics.add(names.group());
                } while (names.find());
            }
        }
        return metrics;
    }

    private static String scraped() throws Exception {
        String url = ConfigProvider.getConfig().getValue("test.url", String.class) + "/q/metrics";
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static double counted(String series) throws Exception {
        return scraped()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void eachMetricOfTheDashboardIsThere() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        Clients.produce(ANNAS_KEY, topic, "one");
        try (Admin admin = Admin.create(Clients.settings(ANNAS_KEY, "wrong"))) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get()).isNotNull();
        }
        assertThat(shown()).hasSizeGreaterThan(8);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Set<String> there = SERIES.matcher(scraped())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(HashSet::new));
            assertThat(there).containsAll(shown());
        });
    }

    @Test
    void errorsAreCountedByApi() throws Exception {
        String series = "weir_gateway_errors_total{api=\"DescribeQuorum\",cluster=\"%s\"}"
                .formatted(KafkaTestbed.annas().id());
        double before = counted(series);
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            client.askMetadata();
            var _ = client.ask(ApiKeys.DESCRIBE_QUORUM, new DescribeQuorumRequestData());
        }
        assertThat(counted(series)).isEqualTo(before + 1);
        assertThat(counted("weir_gateway_errors_total{api=\"Metadata\",cluster=\"%s\"}"
                        .formatted(KafkaTestbed.annas().id())))
                .isZero();
    }
}
