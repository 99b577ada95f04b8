package dev.weir.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.gateway.testbed.GatewayProcess;
import dev.weir.gateway.testbed.PlatformKafka;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.access.AclGrant;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many service accounts, each of which writes a record a second as itself. */
class ManyAccountsIT {
    private static final boolean SOAK = Boolean.getBoolean("weir.soak");
    private static final int CLUSTERS = 10;
    private static final int ACCOUNTS = 100;
    private static final Duration TIME = SOAK ? Duration.ofMinutes(10) : Duration.ofMinutes(1);
    private static final String SECRET = "secret-of-accounts";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void allThatIsAcknowledgedIsThereAndMemoryStaysFlat() throws Exception {
        List<TenantCluster> clusters = new CopyOnWriteArrayList<>();
        try (var platform = new PlatformKafka(Files.createDirectory(folder.resolve("platform")));
                var gateway = gateway(platform)) {
            platform.start();
            try (var threads = Executors.newFixedThreadPool(3)) {
                List<Future<?>> started = new ArrayList<>();
                for (int c = 0; c < CLUSTERS; c++) {
                    int number = c;
                    started.add(threads.submit(() -> clusters.add(cluster(platform, number))));
                }
                for (Future<?> one : started) {
                    one.get();
                }
            }
            gateway.start();
            for (int c = 0; c < CLUSTERS; c++) {
                makeTopic(gateway, c);
            }
            everybodyWritesOnce(gateway);
            var acknowledged = new AtomicIntegerArray(CLUSTERS);
            var refused = new AtomicReference<String>();
            long middle = run(gateway, acknowledged, refused);
            assertThat(refused.get()).isNull();
            assertThat(gateway.residentBytes()).isLessThan(middle + middle / 4);
            for (int c = 0; c < CLUSTERS; c++) {
                assertThat(acknowledged.get(c)).isGreaterThan((int) (ACCOUNTS * TIME.toSeconds() / 4));
                assertThat(readable(gateway, c)).isGreaterThanOrEqualTo(ACCOUNTS + acknowledged.get(c));
            }
        } finally {
            clusters.forEach(TenantCluster::close);
        }
    }

    /** An account's first record waits for its login at the broker, which costs far more than a record does. */
    private void everybodyWritesOnce(GatewayProcess gateway) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int c = 0; c < CLUSTERS; c++) {
                for (int a = 0; a < ACCOUNTS; a++) {
                    int cluster = c;
                    int account = a;
                    answers.add(threads.submit(() -> write(gateway, cluster, account)));
                }
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEmpty();
            }
        }
    }

    /** Returns how much memory the gateway had in the middle. */
    private long run(GatewayProcess gateway, AtomicIntegerArray acknowledged, AtomicReference<String> refused)
            throws IOException {
        long end = System.nanoTime() + TIME.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int c = 0; c < CLUSTERS; c++) {
                for (int a = 0; a < ACCOUNTS; a++) {
                    int cluster = c;
                    int account = a;
                    threads.execute(() -> {
                        while (System.nanoTime() < end) {
                            long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                            String answer = write(gateway, cluster, account);
                            if (answer.isEmpty()) {
                                acknowledged.incrementAndGet(cluster);
                            } else {
                                refused.set(answer);
                            }
                            LockSupport.parkNanos(next - System.nanoTime());
                        }
                    });
                }
            }
            LockSupport.parkNanos(TIME.dividedBy(2).toNanos());
            return gateway.residentBytes();
        }
    }

    /** Empty when it was acknowledged, else what was said. */
    private String write(GatewayProcess gateway, int cluster, int account) {
        try {
            var answer = http.send(
                    request(gateway, cluster, key(cluster, account), "/topics/all/records")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    "{\"value\":{\"type\":\"STRING\",\"data\":\"" + account + "\"}}"))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? "" : answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private void makeTopic(GatewayProcess gateway, int cluster) throws Exception {
        var answer = http.send(
                request(gateway, cluster, owner(cluster), "/topics")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"topic_name\":\"all\",\"partitions_count\":1}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private long readable(GatewayProcess gateway, int cluster) throws Exception {
        long read = 0;
        String from = "earliest";
        int page;
        do {
            String path = "/topics/all/partitions/0/records?timeout_ms=0&offset=" + from;
            var answer =
                    http.send(request(gateway, cluster, owner(cluster), path).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode records = JSON.readTree(answer.body());
            page = records.path("data").size();
            read += page;
            from = records.path("next_offset").asText();
        } while (page > 0);
        return read;
    }

    private HttpRequest.Builder request(GatewayProcess gateway, int cluster, String key, String path) {
        return HttpRequest.newBuilder(URI.create(gateway.http() + "/kafka/v3/clusters/" + id(cluster) + path))
                .timeout(Duration.ofMinutes(1))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((key + ":" + SECRET).getBytes(UTF_8)));
    }

    private TenantCluster cluster(PlatformKafka platform, int number) throws IOException {
        var cluster = new TenantCluster(
                id(number),
                "u-many" + number,
                List.of(AclGrant.of("User:*", "TOPIC", "all", "WRITE")),
                Files.createDirectory(folder.resolve(id(number))));
        cluster.process().start();
        platform.write(PlatformTopic.CLUSTERS, cluster.id(), cluster.desired(1, DesiredState.RUNNING));
        platform.write(PlatformTopic.CLUSTER_SECRETS, cluster.id(), cluster.secret());
        platform.write(PlatformTopic.CLUSTER_STATUS, cluster.id(), cluster.status(Phase.RUNNING));
        tell(platform, owner(number), "u-many" + number, id(number));
        for (int account = 0; account < ACCOUNTS; account++) {
            tell(platform, key(number, account), "sa-many" + number + "x" + account, id(number));
        }
        return cluster;
    }

    private static void tell(PlatformKafka platform, String key, String principal, String cluster) {
        platform.write(
                PlatformTopic.API_KEYS,
                key,
                new ApiKeyRecord(
                        ApiKeyRecord.SCHEMA,
                        key,
                        1,
                        SecretHash.of(SECRET).hex(),
                        principal,
                        "00000000-0000-4000-8000-000000000001",
                        cluster,
                        ApiKeyRecord.State.ACTIVE));
    }

    private GatewayProcess gateway(PlatformKafka platform) throws IOException {
        Map<String, String> settings = new HashMap<>(platform.gatewaySettings());
        settings.put("weir.gateway.kafka.bootstrap-port", String.valueOf(GatewayProcess.freePorts()));
        settings.put("weir.gateway.kafka.node-ports", "0");
        return new GatewayProcess(settings, Files.createDirectory(folder.resolve("gateway")));
    }

    private static String id(int cluster) {
        return "lkc-many0" + cluster;
    }

    private static String owner(int cluster) {
        return "OWNEROFMANYOWN0" + cluster;
    }

    private static String key(int cluster, int account) {
        return "ACCOUNT%02dX%06d".formatted(cluster, account);
    }
}
