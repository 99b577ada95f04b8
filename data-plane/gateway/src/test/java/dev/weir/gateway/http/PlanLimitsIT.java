package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the plan allows over HTTP, and what is said to whoever wants more. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class PlanLimitsIT {
    private static final int MANY = 1_000_000;
    private static final String RECORD = "{\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}";
    private static final String V2 = "application/vnd.kafka.v2+json";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    @Inject
    TenantDirectory directory;

    private void limit(int requests, int records, int streams, int body, int consumers) {
        ClusterLimits wide = TenantCluster.limits();
        is(new ClusterLimits(
                wide.ingressBytesPerSecond(),
                wide.egressBytesPerSecond(),
                wide.connections(),
                wide.connectionsPerSecond(),
                wide.requestsPerSecond(),
                wide.partitions(),
                wide.messageBytes(),
                wide.storageBytes(),
                wide.apiKeys(),
                wide.clientQuotas(),
                wide.retentionMillis(),
                requests,
                records,
                streams,
                body,
                consumers));
    }

    private void is(ClusterLimits limits) {
        HttpTestbed.limits(limits);
        await().until(() -> directory
                .cluster(new ClusterId(HttpTestbed.CLUSTER))
                .map(Cluster::limits)
                .filter(limits::equals)
                .isPresent());
    }

    @AfterEach
    void allIsWideAgain() {
        is(TenantCluster.limits());
    }

    private void topic(String name) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
    }

    private static void isRefused(Answer answer, String why) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo(42901);
        assertThat(answer.json().path("message").asText()).contains(why);
        assertThat(answer.response().headers().firstValue("Retry-After").orElse(""))
                .matches("[1-9][0-9]*");
    }

    @Test
    void recordsPerSecond() {
        topic("few-records");
        limit(MANY, 10, 10, MANY, 10);
        String entries = IntStream.range(0, 60)
                .mapToObj(i -> "{\"id\":\"%d\",\"value\":{\"data\":%d}}".formatted(i, i))
                .collect(Collectors.joining(","));
        Answer batch = owner.post(TOPICS + "/few-records/records:batch", "{\"entries\":[" + entries + "]}");
        assertThat(batch.json().path("successes")).hasSize(60);
        isRefused(owner.post(TOPICS + "/few-records/records", RECORD), "limit httpRecordsPerSecond is 10, in use are ");
        isRefused(
                owner.post(
                        "/topics/few-records", "{\"records\":[{\"value\":1}]}", "application/vnd.kafka.json.v2+json"),
                "limit httpRecordsPerSecond is 10, in use are ");
        assertThat(owner.get(TOPICS + "/few-records").status()).isEqualTo(200);
        limit(MANY, MANY, 10, MANY, 10);
        assertThat(owner.post(TOPICS + "/few-records/records", RECORD).status()).isEqualTo(200);
    }

    @Test
    void aStreamIsSlowedRatherThanRefused() throws IOException {
        topic("slow-stream");
        limit(MANY, 10, 10, MANY, 10);
        long start = System.nanoTime();
        try (RawHttp stream = RawHttp.post(TOPICS + "/slow-stream/records")) {
            for (int i = 0; i < 4; i++) {
                stream.chunk(RECORD.repeat(10));
                stream.readUntil("\"offset\":" + (10 * i + 9));
            }
            stream.lastChunk();
            assertThat(stream.readUntil("\r\n0\r\n\r\n")).doesNotContain("429");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void requestsPerSecond() {
        limit(5, MANY, 10, MANY, 10);
        Answer answer = owner.get(TOPICS);
        for (int i = 0; i < 50 && answer.status() == 200; i++) {
            answer = owner.get(TOPICS);
        }
        isRefused(answer, "limit httpRequestsPerSecond is 5, in use are ");
        limit(MANY, MANY, 10, MANY, 10);
        assertThat(owner.get(TOPICS).status()).isEqualTo(200);
    }

    @Test
    void streams() {
        topic("one-stream");
        limit(MANY, MANY, 1, MANY, 10);
        String path = TOPICS + "/one-stream/records";
        try (Events first = Events.of(path, HttpTestbed.OWNER_KEY)) {
            assertThat(first.status()).isEqualTo(200);
            isRefused(
                    owner.send(HttpRequest.newBuilder(Rest.url(path)).header("Accept", "text/event-stream")),
                    "limit httpStreams is 1, in use are 1");
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            try (Events second = Events.of(path, HttpTestbed.OWNER_KEY)) {
                assertThat(second.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void bodies() {
        topic("small-bodies");
        limit(MANY, MANY, 10, 1000, 10);
        for (String path : new String[] {"/records", "/records:batch"}) {
            Answer large = owner.post(TOPICS + "/small-bodies" + path, " ".repeat(1001));
            assertThat(large.status()).as(large.text()).isEqualTo(413);
            assertThat(large.json().path("message").asText()).contains("1000 bytes", "httpBodyBytes");
        }
        assertThat(owner.post(TOPICS + "/small-bodies/records", RECORD + " ".repeat(900))
                        .status())
                .isEqualTo(200);
    }

    private void partitions(int most) {
        ClusterLimits wide = TenantCluster.limits();
        is(new ClusterLimits(
                wide.ingressBytesPerSecond(),
                wide.egressBytesPerSecond(),
                wide.connections(),
                wide.connectionsPerSecond(),
                wide.requestsPerSecond(),
                most,
                wide.messageBytes(),
                wide.storageBytes(),
                wide.apiKeys()));
    }

    private Answer create(String topic, int count, String more) {
        return owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":%d%s}".formatted(topic, count, more));
    }

    @Test
    void partitionsOverAllTopics() {
        topic("one-partition");
        int present = owner.get(TOPICS).json().findValues("partitions_count").stream()
                .mapToInt(JsonNode::asInt)
                .sum();
        int limit = present + 5;
        partitions(limit);
        assertThat(create("two-more", 2, "").status()).isEqualTo(201);
        String tooMany = "limit partitions is %d, in use are %d, asked for 4 more".formatted(limit, present + 2);
        assertThat(create("four-more", 4, "").json().path("message").asText()).contains(tooMany);
        assertThat(create("four-more", 4, "").code()).isEqualTo(40002);
        assertThat(create("four-more", 4, ",\"validate_only\":true").code()).isEqualTo(40002);
        assertThat(owner.get(TOPICS + "/four-more").code()).isEqualTo(40403);
        String five = "{\"partitions_count\":5}";
        Answer grown = owner.send(HttpRequest.newBuilder(Rest.url(TOPICS + "/one-partition"))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(five)));
        assertThat(grown.code()).as(grown.text()).isEqualTo(40002);
        List<CompletableFuture<Answer>> crowd;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            crowd = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> create("crowd-of-topics-" + i, 1, ""), threads))
                    .toList();
        }
        assertThat(crowd.stream().map(answer -> answer.join().status()).filter(status -> status == 201))
                .hasSize(3);
    }

    @Test
    void consumers() {
        limit(MANY, MANY, 10, MANY, 1);
        consumer("first");
        Answer refused = consumer("second");
        assertThat(refused.status()).isEqualTo(429);
        // Others' consumers, which nobody has closed yet, count as well.
        var inUse = Pattern.compile("limit httpConsumers is 1, in use are (\\d+), asked for 1 more")
                .matcher(refused.text());
        assertThat(inUse.find()).as(refused.text()).isTrue();
        int limit = Integer.parseInt(inUse.group(1)) + 1;
        limit(MANY, MANY, 10, MANY, limit);
        assertThat(consumer("third").status()).isEqualTo(200);
        isRefused(
                consumer("fourth"), "limit httpConsumers is %1$d, in use are %1$d, asked for 1 more".formatted(limit));
        assertThat(owner.delete("/consumers/limited/instances/third").status()).isEqualTo(204);
        assertThat(consumer("fourth").status()).isEqualTo(200);
        assertThat(owner.delete("/consumers/limited/instances/fourth").status()).isEqualTo(204);
        owner.delete("/consumers/limited/instances/first");
    }

    private Answer consumer(String name) {
        return owner.post("/consumers/limited", "{\"name\":\"%s\"}".formatted(name), V2);
    }
}
