package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A service account that may write one topic, and read it with one group: whichever way it comes, the broker knows it by
 * its name and says the same. Each refusal stands beside the same act on the topic that it may use.
 */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class OneTopicOnlyIT {
    private static final String MINE = HttpTestbed.SINGLE_TOPIC;
    private static final String GROUP = HttpTestbed.SINGLE_GROUP;
    private static final String RECORD = "{\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}";
    private static final String V2 = "application/vnd.kafka.v2+json";
    private static final String V2_JSON = "application/vnd.kafka.json.v2+json";
    private static final int FORBIDDEN = 40301;

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);
    private final Rest single = Rest.as(HttpTestbed.SINGLE_KEY);

    @BeforeEach
    void myTopicHasARecord() {
        topic(MINE);
        owner.post(TOPICS + "/" + MINE + "/records", RECORD);
    }

    private String topic(String name) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
        return name;
    }

    private static String records(String topic) {
        return TOPICS + "/" + topic + "/records";
    }

    private static void isForbidden(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo(FORBIDDEN);
    }

    private static void brokerNames(String resource) {
        await("the broker's log names the caller")
                .untilAsserted(() -> assertThat(HttpTestbed.cluster().process().log())
                        .anySatisfy(line -> assertThat(line)
                                .contains("event=denied principal=User:" + HttpTestbed.SINGLE + " ")
                                .contains("resource=" + resource + " ")));
    }

    @Test
    void aSingleRecord() {
        String other = topic("other-single");
        isForbidden(single.post(records(other), RECORD));
        assertThat(single.post(records(MINE), RECORD).status()).isEqualTo(200);
        brokerNames("TOPIC:" + other);
    }

    @Test
    void aStreamOfRecords() {
        String other = topic("other-stream");
        assertThat(stream(other)).containsExactly(FORBIDDEN, FORBIDDEN);
        assertThat(stream(MINE)).containsExactly(200, 200);
        brokerNames("TOPIC:" + other);
    }

    /** The codes of two reports. */
    private List<Integer> stream(String topic) {
        Answer answer = single.send(HttpRequest.newBuilder(Rest.url(records(topic)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream((RECORD + RECORD).getBytes(UTF_8)))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.jsons().stream()
                .map(report -> report.path("error_code").asInt())
                .toList();
    }

    @Test
    void aBatch() {
        String other = topic("other-batch");
        String body = "{\"entries\":[{\"id\":\"a\",\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}]}";
        isForbidden(single.post(records(other) + ":batch", body));
        Answer taken = single.post(records(MINE) + ":batch", body);
        assertThat(taken.json().at("/successes/0/id").asText()).as(taken.text()).isEqualTo("a");
        assertThat(taken.json().path("failures")).isEmpty();
        brokerNames("TOPIC:" + other);
    }

    @Test
    void theOlderProduce() {
        String other = topic("other-older");
        String body = "{\"records\":[{\"value\":1}]}";
        isForbidden(single.post("/topics/" + other, body, V2_JSON));
        Answer taken = single.post("/topics/" + MINE, body, V2_JSON);
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        brokerNames("TOPIC:" + other);
    }

    @Test
    void aNativeProducer() throws Exception {
        String other = topic("other-native");
        Map<String, Object> settings = HttpTestbed.clientSettings(HttpTestbed.SINGLE_KEY, Map.of());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() ->
                            producer.send(new ProducerRecord<>(other, "x")).get())
                    .withCauseInstanceOf(TopicAuthorizationException.class);
            assertThat(producer.send(new ProducerRecord<>(MINE, "x")).get().hasOffset())
                    .isTrue();
        }
        brokerNames("TOPIC:" + other);
    }

    @Test
    void readingByOffset() {
        String other = topic("other-offset");
        isForbidden(single.get(TOPICS + "/" + other + "/partitions/0/records?offset=0"));
        assertThat(single.get(TOPICS + "/" + MINE + "/partitions/0/records?offset=0")
                        .json()
                        .path("data"))
                .isNotEmpty();
        brokerNames("TOPIC:" + other);
    }

    @Test
    void following() {
        String other = topic("other-followed");
        isForbidden(follow(records(other) + "?offset=earliest"));
        try (Events events = Events.of(records(MINE) + "?offset=earliest", HttpTestbed.SINGLE_KEY)) {
            assertThat(events.next().kind()).isEqualTo("message");
        }
        brokerNames("TOPIC:" + other);
    }

    private Answer follow(String path) {
        return single.send(HttpRequest.newBuilder(Rest.url(path))
                .header("Accept", "text/event-stream")
                .GET());
    }

    @Test
    void followingInAGroup() {
        String other = topic("other-group-followed");
        String groups = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/consumer-groups/";
        isForbidden(follow(groups + GROUP + "/records?topics=" + other));
        isForbidden(follow(groups + "other-following/records?topics=" + MINE));
        String allowed = groups + GROUP + "/records?offset=earliest&topics=" + MINE;
        try (Events events = Events.of(allowed, HttpTestbed.SINGLE_KEY)) {
            assertThat(events.next().kind()).isEqualTo("message");
        }
        brokerNames("TOPIC:" + other);
        brokerNames("GROUP:other-following");
    }

    @Test
    void anOlderConsumer() {
        String other = topic("other-consumed");
        isForbidden(poll(GROUP, "of-other", other));
        isForbidden(poll("other-olders", "of-mine", MINE));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Answer read = poll(GROUP, "of-mine", MINE);
            assertThat(read.status()).as(read.text()).isEqualTo(200);
            assertThat(read.json()).isNotEmpty();
        });
        brokerNames("TOPIC:" + other);
        brokerNames("GROUP:other-olders");
    }

    /** A new consumer's first records. */
    private Answer poll(String group, String name, String topic) {
        String instance = "/consumers/" + group + "/instances/" + name;
        Answer made = single.post(
                "/consumers/" + group,
                "{\"name\":\"%s\",\"format\":\"binary\",\"auto.offset.reset\":\"earliest\"}".formatted(name),
                V2);
        if (made.status() != 200) {
            return made;
        }
        try {
            assertThat(single.post(instance + "/subscription", "{\"topics\":[\"%s\"]}".formatted(topic), V2)
                            .status())
                    .isEqualTo(204);
            return single.send(HttpRequest.newBuilder(Rest.url(instance + "/records?timeout=5000"))
                    .header("Accept", "application/vnd.kafka.binary.v2+json")
                    .GET());
        } finally {
            single.delete(instance);
        }
    }

    @Test
    void aNativeConsumer() {
        String other = topic("other-natively-read");
        try (var consumer = consumer(GROUP)) {
            consumer.assign(List.of(new TopicPartition(other, 0)));
            assertThatExceptionOfType(TopicAuthorizationException.class)
                    .isThrownBy(() -> consumer.poll(Duration.ofSeconds(20)));
            consumer.unsubscribe();
            consumer.subscribe(List.of(MINE));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !consumer.poll(Duration.ofSeconds(1)).isEmpty());
        }
        try (var consumer = consumer("other-natives")) {
            consumer.subscribe(List.of(MINE));
            assertThatExceptionOfType(GroupAuthorizationException.class)
                    .isThrownBy(() -> consumer.poll(Duration.ofSeconds(20)));
        }
        brokerNames("TOPIC:" + other);
        brokerNames("GROUP:other-natives");
    }

    private static KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                HttpTestbed.clientSettings(
                        HttpTestbed.SINGLE_KEY,
                        Map.of("group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", "false")),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
