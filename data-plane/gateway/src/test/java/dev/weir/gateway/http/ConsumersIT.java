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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
