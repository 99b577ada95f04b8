package dev.weir.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.gateway.testbed.GatewayProcess;
import dev.weir.gateway.testbed.PlatformKafka;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.key.SecretHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consumers over HTTP while their gateways die, and while two gateways take turns. */
class RestSurvivalIT {
    private static final String KEY = "SURVIVORSURVIVE1";
    private static final String SECRET = "secret-of-the-survivor";
    private static final String OWNER = "u-survivor";
    private static final String CLUSTER = "lkc-survivor";
    private static final String V3 = "/kafka/v3/clusters/" + CLUSTER;
    private static final int RECORDS = 10_000;
    private static final int KILLS = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyRecordIsReadWhateverDies() throws Exception {
        try (var platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
                var cluster =
                        new TenantCluster(CLUSTER, OWNER, List.of(), Files.createDirectory(folder.resolve("tenant")));
                var first = gateway(platform, "first");
                var second = gateway(platform, "second")) {
            platform.start();
            cluster.process().start();
            tell(platform, cluster);
            first.start();
            send(first, "POST", V3 + "/topics", "{\"topic_name\":\"ledger\",\"partitions_count\":1}");
            fill(first, 0, RECORDS);

            Set<Long> seen = new TreeSet<>();
            String instance = consumer(first, "clerks", "true");
            long committed = 0;
            for (int kill = 0; kill <= KILLS; kill++) {
                readUntil(first, instance, seen, (kill + 1L) * RECORDS / (KILLS + 1));
                committed = notBack(first, "clerks", committed);
                if (kill < KILLS) {
                    first.kill();
                    first.start();
                }
            }
            assertThat(seen).hasSize(RECORDS);

            second.start();
            takeTurns(first, second);
            whatOneIsToldTheOtherKnows(first, second);
            acknowledgementsFindTheirStream(first, second);
            streamsMove(first, second);
        }
    }

    /** Uncommitted positions move too: nothing is read twice when the gateways take turns. */
    private void takeTurns(GatewayProcess first, GatewayProcess second) throws Exception {
        String instance = consumer(first, "walkers", "false");
        Set<Long> seen = new TreeSet<>();
        int polls = 0;
        int read = 0;
        while (seen.size() < 2_000) {
            GatewayProcess gateway = polls++ % 2 == 0 ? first : second;
            for (JsonNode record : JSON.readTree(poll(gateway, instance).body())) {
                seen.add(record.path("offset").asLong());
                read++;
            }
            assertThat(polls).isLessThan(400);
        }
        assertThat(seen)
                .containsAll(IntStream.range(0, 2_000).mapToObj(Long::valueOf).toList());
        // News of the last poll travels with the platform's Kafka: now and then the other gateway is a poll behind.
        assertThat(read).isLessThan(3 * seen.size());
        assertThat(send(second, "DELETE", instance, null).statusCode()).isEqualTo(204);
        await().untilAsserted(() -> assertThat(
                        send(first, "GET", instance + "/subscription", null).statusCode())
                .isEqualTo(404));
    }

    /** Requests of one client, one after the other, by way of a load balancer. */
    private void whatOneIsToldTheOtherKnows(GatewayProcess first, GatewayProcess second) throws Exception {
        for (int turn = 0; turn < 20; turn++) {
            GatewayProcess one = turn % 2 == 0 ? first : second;
            GatewayProcess other = turn % 2 == 0 ? second : first;
            String instance = consumer(one, other, "guests", "false");
            assertThat(send(other, "POST", "/consumers/guests", "{\"name\":\"only\"}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(offsets(poll(one, instance)).getFirst()).isZero();
            if (turn < 4) {
                seek(other, instance, 700 + turn);
                assertThat(offsets(poll(one, instance)).getFirst()).isEqualTo(700 + turn);
                seek(other, instance, 300 + turn);
                assertThat(offsets(poll(other, instance)).getFirst()).isEqualTo(300 + turn);
            }
            String offsets = "{\"offsets\":[{\"topic\":\"ledger\",\"partition\":0,\"offset\":%d}]}".formatted(turn);
            assertThat(send(other, "POST", instance + "/offsets", offsets).statusCode())
                    .isEqualTo(200);
            assertThat(committed(one, "guests")).isEqualTo(turn + 1L);
            seek(other, instance, 0);
            assertThat(send(other, "POST", instance + "/offsets", "{}").statusCode())
                    .isEqualTo(200);
            assertThat(committed(one, "guests")).isZero();
            assertThat(send(other, "DELETE", instance, null).statusCode()).isEqualTo(204);
            assertThat(poll(one, instance).statusCode()).isEqualTo(404);
        }
    }

    private void seek(GatewayProcess gateway, String instance, long offset) throws Exception {
        String positions = "{\"offsets\":[{\"topic\":\"ledger\",\"partition\":0,\"offset\":%d}]}".formatted(offset);
        assertThat(send(gateway, "POST", instance + "/positions", positions).statusCode())
                .isEqualTo(204);
    }

    private static List<Long> offsets(HttpResponse<String> polled) throws IOException {
        assertThat(polled.statusCode()).as(polled.body()).isEqualTo(200);
        List<Long> offsets = new ArrayList<>();
        JSON.readTree(polled.body())
                .forEach(record -> offsets.add(record.path("offset").asLong()));
        return offsets;
    }

    /** Whichever gateway is told of it, the one with the stream commits. */
    private void acknowledgementsFindTheirStream(GatewayProcess first, GatewayProcess second) throws Exception {
        String group = V3 + "/consumer-groups/listeners";
        try (var lines = lines(first, group + "/records?offset=earliest&topics=ledger", "")) {
            List<String> ids = lines.filter(line -> line.startsWith("id: "))
                    .limit(400)
                    .map(line -> line.substring(4))
                    .toList();
            assertThat(acknowledge(second, "listeners", ids.get(99))).isEqualTo(204);
            assertThat(committed(second)).isEqualTo(100);
            assertThat(acknowledge(first, "listeners", ids.get(199))).isEqualTo(204);
            assertThat(acknowledge(second, "listeners", ids.get(299))).isEqualTo(204);
            // An older one changes nothing.
            assertThat(acknowledge(second, "listeners", ids.get(50))).isEqualTo(204);
            assertThat(committed(first)).isEqualTo(300);
            assertThat(acknowledge(second, "others", ids.get(399))).isEqualTo(404);
            String unknown = UUID.randomUUID() + ids.get(399).substring(36);
            assertThat(acknowledge(second, "listeners", unknown)).isEqualTo(404);
            assertThat(committed(first)).isEqualTo(300);
        }
    }

    /** As clients do: 503 means that the gateways couldn't reach each other at this moment, and asks to try again. */
    private int acknowledge(GatewayProcess gateway, String group, String id) throws Exception {
        String path = V3 + "/consumer-groups/" + group + "/acknowledgements";
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = send(gateway, "POST", path, "{\"id\":\"" + id + "\"}");
            if (answer.statusCode() != 503 || attempt == 5) {
                return answer.statusCode();
            }
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private long committed(GatewayProcess gateway) throws Exception {
        return committed(gateway, "listeners");
    }

    private long committed(GatewayProcess gateway, String group) throws Exception {
        var lag = send(gateway, "GET", V3 + "/consumer-groups/" + group + "/lags/ledger/partitions/0", null);
        return JSON.readTree(lag.body()).path("current_offset").asLong();
    }

    private void streamsMove(GatewayProcess first, GatewayProcess second) throws Exception {
        String path = V3 + "/topics/ledger/records?offset=earliest";
        String id = "";
        try (var lines = lines(first, path, "")) {
            id = lines.filter(line -> line.startsWith("id: "))
                    // The first is where it begins.
                    .skip(500)
                    .findFirst()
                    .orElseThrow()
                    .substring(4);
        }
        first.kill();
        try (var lines = lines(second, path, id)) {
            String next =
                    lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
            assertThat(JSON.readTree(next.substring(6)).path("offset").asLong()).isEqualTo(500);
        }
    }

    private java.util.stream.Stream<String> lines(GatewayProcess gateway, String path, String lastId)
            throws IOException, InterruptedException {
        var request = request(gateway, path).header("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return http.send(request.build(), BodyHandlers.ofLines()).body();
    }

    private String consumer(GatewayProcess gateway, String group, String autoCommit) throws Exception {
        return consumer(gateway, gateway, group, autoCommit);
    }

    private String consumer(GatewayProcess maker, GatewayProcess gateway, String group, String autoCommit)
            throws Exception {
        var made = send(
                maker,
                "POST",
                "/consumers/" + group,
                "{\"name\":\"only\",\"format\":\"binary\",\"auto.offset.reset\":\"earliest\",\"auto.commit.enable\":\""
                        + autoCommit + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        String instance = "/consumers/" + group + "/instances/only";
        assertThat(send(gateway, "POST", instance + "/subscription", "{\"topics\":[\"ledger\"]}")
                        .statusCode())
                .isEqualTo(204);
        return instance;
    }

    private void readUntil(GatewayProcess gateway, String instance, Set<Long> seen, long count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (seen.size() < count) {
            assertThat(System.nanoTime())
                    .as("only %d records came", seen.size())
                    .isLessThan(deadline);
            HttpResponse<String> answer = poll(gateway, instance);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JSON.readTree(answer.body())
                    .forEach(record -> seen.add(record.path("offset").asLong()));
        }
        assertThat(seen)
                .containsAll(
                        IntStream.range(0, (int) count).mapToObj(Long::valueOf).toList());
    }

    private long notBack(GatewayProcess gateway, String group, long before) throws Exception {
        long now = JSON.readTree(
                        send(gateway, "GET", V3 + "/consumer-groups/" + group + "/lags/ledger/partitions/0", null)
                                .body())
                .path("current_offset")
                .asLong();
        assertThat(now).isGreaterThanOrEqualTo(before);
        return now;
    }

    private HttpResponse<String> poll(GatewayProcess gateway, String instance) throws Exception {
        return send(gateway, "GET", instance + "/records?max_bytes=500&timeout=3000", null);
    }

    private void fill(GatewayProcess gateway, int from, int to) throws Exception {
        for (int start = from; start < to; start += 1_000) {
            String records = IntStream.range(start, start + 1_000)
                    .mapToObj(i -> "{\"value\":{\"type\":\"STRING\",\"data\":\"%05d\"}}".formatted(i))
                    .collect(Collectors.joining());
            assertThat(send(gateway, "POST", V3 + "/topics/ledger/records", records)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpRequest.Builder request(GatewayProcess gateway, String path) {
        String basic = Base64.getEncoder().encodeToString((KEY + ":" + SECRET).getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create(gateway.http() + path))
                .header("Authorization", "Basic " + basic)
                .timeout(Duration.ofMinutes(1));
    }

    private HttpResponse<String> send(GatewayProcess gateway, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = request(gateway, path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header(
                    "Content-Type", path.startsWith("/kafka") ? "application/json" : "application/vnd.kafka.v2+json");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private GatewayProcess gateway(PlatformKafka platform, String name) throws IOException {
        Map<String, String> settings = new HashMap<>(platform.gatewaySettings());
        settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(GatewayProcess.freePorts()));
        settings.put("weir.gateway.kafka.node-ports", "0");
        return new GatewayProcess(settings, Files.createDirectory(folder.resolve(name)));
    }

    private static void tell(PlatformKafka platform, TenantCluster cluster) {
        platform.write(PlatformTopic.CLUSTERS, cluster.id(), cluster.desired(1, DesiredState.RUNNING));
        platform.write(PlatformTopic.CLUSTER_SECRETS, cluster.id(), cluster.secret());
        platform.write(PlatformTopic.CLUSTER_STATUS, cluster.id(), cluster.status(Phase.RUNNING));
        platform.write(
                PlatformTopic.API_KEYS,
                KEY,
                new ApiKeyRecord(
                        ApiKeyRecord.SCHEMA,
                        KEY,
                        1,
                        SecretHash.of(SECRET).hex(),
                        OWNER,
                        "00000000-0000-4000-8000-000000000001",
                        CLUSTER,
                        ApiKeyRecord.State.ACTIVE));
    }
}
