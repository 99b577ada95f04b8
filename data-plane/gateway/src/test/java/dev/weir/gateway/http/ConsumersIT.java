package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Consumers of the older API. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class ConsumersIT {
    private static final String V2 = "application/vnd.kafka.v2+json";
    private static final String JSON = "application/vnd.kafka.json.v2+json";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private void topicWith(String name, int records) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
        StringBuilder body = new StringBuilder();
        IntStream.range(0, records).forEach(i -> body.append("{\"value\":{\"data\":%d}}".formatted(i)));
        owner.post(TOPICS + "/" + name + "/records", body.toString());
    }

    private String create(String group, String name, String more) {
        Answer made = owner.post(
                "/consumers/" + group,
                "{\"name\":\"%s\",\"format\":\"json\",\"auto.offset.reset\":\"earliest\"%s}".formatted(name, more),
                V2);
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.json().path("instance_id").asText()).isEqualTo(name);
        String path = "/consumers/" + group + "/instances/" + name;
        assertThat(made.json().path("base_uri").asText()).endsWith(path);
        return path;
    }

    private Answer poll(String instance, String query) {
        return owner.send(HttpRequest.newBuilder(Rest.url(instance + "/records?" + query))
                .header("Accept", JSON)
                .GET());
    }

    private List<Long> read(String instance, int count, String query) {
        List<Long> offsets = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Answer answer = poll(instance, query);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            for (JsonNode record : answer.json()) {
                assertThat(record.path("value").asLong())
                        .isEqualTo(record.path("offset").asLong());
                offsets.add(record.path("offset").asLong());
            }
            return offsets.size() >= count;
        });
        return offsets;
    }

    @Test
    void aConsumerReadsCommitsAndGoes() {
        topicWith("older-read", 25);
        String instance = create("olders", "c1", ",\"auto.commit.enable\":\"false\"");
        assertThat(owner.post("/consumers/olders", "{\"name\":\"c1\"}", V2).code())
                .isEqualTo(40902);
        assertThat(poll(instance, "").code()).isEqualTo(40903);
        assertThat(owner.post(instance + "/subscription", "{\"topics\":[\"older-read\"]}", V2)
                        .status())
                .isEqualTo(204);
        assertThat(owner.get(instance + "/subscription").json().at("/topics/0").asText())
                .isEqualTo("older-read");
        assertThat(read(instance, 10, "max_bytes=10"))
                .hasSizeGreaterThanOrEqualTo(10)
                .startsWith(0L, 1L, 2L);
        assertThat(owner.post(instance + "/offsets", "", V2).status()).isEqualTo(200);
        long next = committed(instance);
        assertThat(next).isPositive().isLessThan(25);
        assertThat(read(instance, 25 - (int) next, "timeout=2000"))
                .isEqualTo(
                        IntStream.range((int) next, 25).mapToObj(Long::valueOf).toList());
        assertThat(owner.get(instance + "/assignments")
                        .json()
                        .at("/partitions/0/topic")
                        .asText())
                .isEqualTo("older-read");
        assertThat(owner.post(
                                instance + "/positions",
                                "{\"offsets\":[{\"topic\":\"older-read\",\"partition\":0,\"offset\":20}]}",
                                V2)
                        .status())
                .isEqualTo(204);
        assertThat(read(instance, 5, "")).startsWith(20L);
        String partition = "{\"partitions\":[{\"topic\":\"older-read\",\"partition\":0}]}";
        assertThat(owner.post(instance + "/positions/beginning", partition, V2).status())
                .isEqualTo(204);
        assertThat(read(instance, 1, "max_bytes=1").getFirst()).isZero();
        assertThat(owner.post(instance + "/positions/end", partition, V2).status())
                .isEqualTo(204);
        assertThat(poll(instance, "timeout=300").json()).isEmpty();
        assertThat(owner.send(HttpRequest.newBuilder(Rest.url(instance + "/records"))
                                .header("Accept", "application/vnd.kafka.binary.v2+json"))
                        .code())
                .isEqualTo(40601);
        Answer oneOfBoth = owner.send(HttpRequest.newBuilder(Rest.url(instance + "/records?timeout=300"))
                .header("Accept", "application/vnd.kafka.binary.v2+json, " + JSON));
        assertThat(oneOfBoth.status()).isEqualTo(200);
        assertThat(oneOfBoth.response().headers().firstValue("Content-Type")).hasValue(JSON);
        assertThat(owner.delete(instance).status()).isEqualTo(204);
        assertThat(owner.delete(instance).code()).isEqualTo(40403);
        assertThat(poll(instance, "").code()).isEqualTo(40403);
    }

    private long committed(String instance) {
        Answer answer = owner.send(HttpRequest.newBuilder(Rest.url(instance + "/offsets"))
                .header("Content-Type", V2)
                .method(
                        "GET",
                        BodyPublishers.ofString("{\"partitions\":[{\"topic\":\"older-read\",\"partition\":0}]}")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/offsets/0/offset").asLong();
    }

    @Test
    void partitionsByHandExcludeASubscription() {
        topicWith("by-hand", 3);
        String instance = create("hands", "h1", "");
        assertThat(owner.post(
                                instance + "/assignments",
                                "{\"partitions\":[{\"topic\":\"by-hand\",\"partition\":9}]}",
                                V2)
                        .status())
                .isEqualTo(404);
        assertThat(owner.post(
                                instance + "/assignments",
                                "{\"partitions\":[{\"topic\":\"by-hand\",\"partition\":0}]}",
                                V2)
                        .status())
                .isEqualTo(204);
        assertThat(read(instance, 3, "")).containsExactly(0L, 1L, 2L);
        assertThat(owner.post(instance + "/subscription", "{\"topics\":[\"by-hand\"]}", V2)
                        .code())
                .isEqualTo(40903);
        assertThat(owner.delete(instance + "/subscription").status()).isEqualTo(204);
        assertThat(owner.post(instance + "/subscription", "{\"topic_pattern\":\"by-h.*\"}", V2)
                        .status())
                .isEqualTo(204);
        assertThat(owner.post(instance + "/subscription", "{\"topics\":[\"a\"],\"topic_pattern\":\"b\"}", V2)
                        .code())
                .isEqualTo(40903);
        assertThat(owner.delete(instance).status()).isEqualTo(204);
    }

    @Test
    void whatIsWrongIsTheCallersFault() {
        assertThat(owner.post("/consumers/wrong", "{\"format\":\"xml\"}", V2).code())
                .isEqualTo(42204);
        assertThat(owner.post("/consumers/wrong", "{\"name\":\"a b\"}", V2).code())
                .isEqualTo(42204);
        assertThat(owner.post("/consumers/wrong", "{\"auto.offset.reset\":\"middle\"}", V2)
                        .code())
                .isEqualTo(42204);
        assertThat(owner.post("/consumers/wrong", "{", V2).status()).isEqualTo(400);
        String instance = create("wrong", "w1", "");
        assertThat(owner.post(instance + "/subscription", "{}", V2).code()).isEqualTo(40903);
        assertThat(owner.post(
                                instance + "/positions",
                                "{\"offsets\":[{\"topic\":\"x\",\"partition\":0,\"offset\":-1}]}",
                                V2)
                        .status())
                .isEqualTo(422);
        assertThat(poll(instance, "timeout=soon").status()).isEqualTo(400);
        assertThat(Rest.as(HttpTestbed.WRITER_KEY)
                        .get(instance + "/subscription")
                        .code())
                .isEqualTo(40403);
        assertThat(owner.delete(instance).status()).isEqualTo(204);
        assertThat(Rest.anonymously(HttpRequest.newBuilder(Rest.url("/consumers/wrong"))
                                .header("Content-Type", V2)
                                .POST(BodyPublishers.ofString("{}")))
                        .code())
                .isEqualTo(40101);
    }

    /** A consumer that has its partition, and has read all of it. */
    private String atTheEnd(String group, String topic) {
        String instance = create(group, "only", "");
        assign(instance, topic);
        await().until(() -> poll(instance, "timeout=500").json().isEmpty());
        return instance;
    }

    private void assign(String instance, String topic) {
        assertThat(owner.post(
                                instance + "/assignments",
                                "{\"partitions\":[{\"topic\":\"%s\",\"partition\":0}]}".formatted(topic),
                                V2)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whoeverGivesUpDuringAPollMissesNothing() throws Exception {
        topicWith("given-up", 3);
        String instance = atTheEnd("impatient", "given-up");
        try (RawHttp _ = RawHttp.get(instance + "/records?timeout=5000", JSON)) {
            await().until(() -> isPolled(instance));
        }
        owner.post(TOPICS + "/given-up/records", "{\"value\":{\"data\":3}}");
        assertThat(read(instance, 1, "timeout=3000")).containsExactly(3L);
    }

    /** Another request waits for the poll that is going on. */
    private boolean isPolled(String instance) {
        try {
            owner.send(HttpRequest.newBuilder(Rest.url(instance + "/subscription"))
                    .timeout(Duration.ofMillis(500))
                    .GET());
            return false;
        } catch (AssertionError late) {
            return late.getCause() instanceof HttpTimeoutException;
        }
    }

    @Test
    void whatCouldNotBeWrittenIsHandedOutAgain() throws Exception {
        owner.post(TOPICS, "{\"topic_name\":\"too-much\",\"partitions_count\":1}");
        String large = "{\"value\":{\"data\":\"" + "x".repeat(100_000) + "\"}}";
        for (int i = 0; i < 4; i++) {
            owner.post(TOPICS + "/too-much/records", large.repeat(20));
        }
        // A poll gathers so much, which is more than the connection takes unread.
        String instance = create("readers", "only", ",\"fetch.min.bytes\":7000000");
        assign(instance, "too-much");
        try (RawHttp slow = RawHttp.get(instance + "/records?timeout=5000&max_bytes=8000000", JSON)) {
            slow.readUntil("HTTP/1.1 200");
        }
        assertThat(poll(instance, "max_bytes=1&timeout=3000")
                        .json()
                        .at("/0/offset")
                        .asLong(-1))
                .isZero();
        // What has arrived isn't.
        assertThat(poll(instance, "max_bytes=1&timeout=3000")
                        .json()
                        .at("/0/offset")
                        .asLong(-1))
                .isOne();
    }

    @Test
    void ofManyWhoMakeTheSameOneDoes() {
        List<CompletableFuture<Integer>> made = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> owner.post("/consumers/rivals", "{\"name\":\"one\"}", V2)
                                .status(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(made.stream().map(CompletableFuture::join))
                .containsOnlyOnce(200)
                .allMatch(status -> status == 200 || status == 409);
    }

    @Test
    void withoutAnOffsetAndWithoutAResetItSaysWhatToDo() {
        topicWith("no-reset", 4);
        String path = "/consumers/resetters/instances/r1";
        owner.post("/consumers/resetters", "{\"name\":\"r1\",\"format\":\"json\",\"auto.offset.reset\":\"none\"}", V2);
        owner.post(path + "/subscription", "{\"topics\":[\"no-reset\"]}", V2);
        await().untilAsserted(
                        () -> assertThat(poll(path, "timeout=1000").code()).isEqualTo(40903));
        // Meanwhile it is kept in its group, in vain.
        await().pollDelay(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(owner.post(
                                        path + "/positions",
                                        "{\"offsets\":[{\"topic\":\"no-reset\",\"partition\":0,\"offset\":1}]}",
                                        V2)
                                .status())
                        .isEqualTo(204));
        assertThat(read(path, 3, "timeout=1000")).containsExactly(1L, 2L, 3L);
        owner.post(
                path + "/positions",
                "{\"offsets\":[{\"topic\":\"no-reset\",\"partition\":0,\"offset\":%d}]}".formatted(Long.MAX_VALUE),
                V2);
        await().untilAsserted(
                        () -> assertThat(poll(path, "timeout=1000").code()).isEqualTo(40903));
    }

    @Test
    void whatIsNotThereIsNotLookedForLong() {
        topicWith("there", 1);
        String instance = create("lookers", "l1", "");
        owner.post(instance + "/subscription", "{\"topics\":[\"there\"]}", V2);
        assertThat(read(instance, 1, "")).containsExactly(0L);
        long start = System.nanoTime();
        for (String end : new String[] {"beginning", "end"}) {
            for (String topic : new String[] {"there", "not-there"}) {
                Answer answer = owner.post(
                        instance + "/positions/" + end,
                        "{\"partitions\":[{\"topic\":\"%s\",\"partition\":9}]}".formatted(topic),
                        V2);
                assertThat(answer.code()).as(answer.text()).isEqualTo(40402);
            }
        }
        Answer beyond = owner.post(
                instance + "/offsets",
                "{\"offsets\":[{\"topic\":\"there\",\"partition\":0,\"offset\":%d}]}".formatted(Long.MAX_VALUE),
                V2);
        assertThat(beyond.code()).as(beyond.text()).isEqualTo(422);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void partitionsByHandDoNotMixWithMembers() {
        topicWith("mixed", 2);
        String member = create("mixers", "member", "");
        owner.post(member + "/subscription", "{\"topics\":[\"mixed\"]}", V2);
        assertThat(read(member, 2, "")).containsExactly(0L, 1L);
        String alone = create("mixers", "alone", ",\"auto.commit.enable\":\"false\"");
        assign(alone, "mixed");
        assertThat(read(alone, 1, "max_bytes=1")).startsWith(0L);
        Answer refused = owner.post(alone + "/offsets", "", V2);
        assertThat(refused.code()).as(refused.text()).isEqualTo(40901);
        assertThat(refused.json().path("message").asText()).contains("group of its own");
    }

    @Test
    void aTopicThatGoesTakesNothingElseWithIt() {
        topicWith("staying", 2);
        topicWith("going", 2);
        String instance = create("goers", "g1", "");
        owner.post(instance + "/subscription", "{\"topics\":[\"staying\",\"going\"]}", V2);
        assertThat(read(instance, 4, "")).containsExactlyInAnyOrder(0L, 1L, 0L, 1L);
        assertThat(owner.delete(TOPICS + "/going").status()).isEqualTo(204);
        owner.post(TOPICS + "/staying/records", "{\"value\":{\"data\":2}}");
        assertThat(read(instance, 1, "timeout=1000")).containsExactly(2L);
        // Until the group's leader has seen that the topic is gone, and the group has changed.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer answer = poll(instance, "timeout=500");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(owner.get(instance + "/assignments").json().path("partitions"))
                    .hasSize(1);
        });
    }

    @Test
    void nobodyWaitsLongerThanTheGatewayAllows() {
        topicWith("patient", 0);
        String instance = create("patients", "p1", ",\"consumer.request.timeout.ms\":60000");
        assign(instance, "patient");
        long start = System.nanoTime();
        assertThat(poll(instance, "").json()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /** Each is waited for as long as the gateway waits for a cluster: all at the same time. */
    @Test
    void consumersOfASleepingClusterWaitBesideEachOther() {
        String group = "sleepers";
        Rest sleeper = Rest.as(HttpTestbed.SLEEPING_KEY);
        List<String> names = IntStream.range(0, 6)
                .mapToObj(i -> "s" + i)
                .peek(name -> HttpTestbed.consumerElsewhere(group, name))
                .toList();
        long start = System.nanoTime();
        List<CompletableFuture<Integer>> answers = names.stream()
                .map(name -> CompletableFuture.supplyAsync(
                        () -> sleeper.get("/consumers/" + group + "/instances/" + name + "/assignments")
                                .status(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void theBrokerJudgesTheCaller() {
        topicWith("judged", 1);
        Rest writer = Rest.as(HttpTestbed.WRITER_KEY);
        assertThat(writer.post("/consumers/judges", "{\"name\":\"j1\",\"auto.offset.reset\":\"earliest\"}", V2)
                        .status())
                .isEqualTo(200);
        writer.post("/consumers/judges/instances/j1/subscription", "{\"topics\":[\"judged\"]}", V2);
        Answer refused = writer.get("/consumers/judges/instances/j1/records");
        assertThat(refused.code()).as(refused.text()).isEqualTo(40301);
        assertThat(writer.delete("/consumers/judges/instances/j1").status()).isEqualTo(204);
    }
}
