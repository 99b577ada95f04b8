package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HttpTestbed.class)
class GroupsIT {
    private static final String ROOT = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER;
    private static final String GROUPS = ROOT + "/consumer-groups";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);
    private final Rest stranger = Rest.as(HttpTestbed.STRANGER_KEY);

    private void topicWith(String name, int records) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
        owner.post(
                TOPICS + "/" + name + "/records", "{\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}".repeat(records));
    }

    @Test
    void aGroupItsConsumersAndItsLagsAreSeen() {
        topicWith("lagging", 5);
        try (var consumer = new KafkaConsumer<String, String>(
                HttpTestbed.clientSettings(Map.of(
                        "group.id", "lag/gers",
                        "client.id", "reader-1",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "2",
                        "enable.auto.commit", "false")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("lagging"));
            await().until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
            consumer.commitSync();

            JsonNode group = owner.get(GROUPS + "/lag%2Fgers").json();
            assertThat(group.path("consumer_group_id").asText()).isEqualTo("lag/gers");
            assertThat(group.path("state").asText()).isEqualTo("STABLE");
            assertThat(group.path("type").asText()).isEqualTo("CLASSIC");
            assertThat(group.at("/lag_summary/related").asText()).endsWith(GROUPS + "/lag%2Fgers/lag-summary");
            assertThat(owner.get(GROUPS).json().findValuesAsText("consumer_group_id"))
                    .contains("lag/gers");

            JsonNode member = owner.get(GROUPS + "/lag%2Fgers/consumers").json().at("/data/0");
            assertThat(member.path("client_id").asText()).isEqualTo("reader-1");
            String consumerPath = GROUPS + "/lag%2Fgers/consumers/"
                    + member.path("consumer_id").asText();
            assertThat(owner.get(consumerPath).json()).isEqualTo(member);
            assertThat(owner.get(consumerPath + "/assignments")
                            .json()
                            .at("/data/0/topic_name")
                            .asText())
                    .isEqualTo("lagging");
            assertThat(owner.get(GROUPS + "/lag%2Fgers/consumers/nobody").status())
                    .isEqualTo(404);

            JsonNode lag =
                    owner.get(GROUPS + "/lag%2Fgers/lags/lagging/partitions/0").json();
            assertThat(lag.path("current_offset").asLong()).isEqualTo(2);
            assertThat(lag.path("log_end_offset").asLong()).isEqualTo(5);
            assertThat(lag.path("lag").asLong()).isEqualTo(3);
            assertThat(owner.get(GROUPS + "/lag%2Fgers/lags").json().at("/data/0"))
                    .isEqualTo(lag);
            JsonNode summary = owner.get(GROUPS + "/lag%2Fgers/lag-summary").json();
            assertThat(summary.path("max_lag").asLong()).isEqualTo(3);
            assertThat(summary.path("total_lag").asLong()).isEqualTo(3);
            assertThat(summary.path("max_lag_client_id").asText()).isEqualTo("reader-1");
        }
        assertThat(stranger.get(GROUPS).json().path("data")).isEmpty();
        assertThat(stranger.get(GROUPS + "/lag%2Fgers").code()).isEqualTo(40301);
        assertThat(stranger.get(GROUPS + "/lag%2Fgers/lags").code()).isEqualTo(40301);
        assertThat(owner.get(GROUPS + "/no-such").status()).isEqualTo(404);
        assertThat(owner.get(GROUPS + "/no-such/lag-summary").status()).isEqualTo(404);
    }

    @Test
    void aGroupOfTheNewerProtocolIsAConsumerGroupToo() {
        topicWith("newer", 1);
        try (var consumer = new KafkaConsumer<String, String>(
                HttpTestbed.clientSettings(
                        Map.of("group.id", "newer", "group.protocol", "consumer", "auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("newer"));
            await().until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
            JsonNode group = owner.get(GROUPS + "/newer").json();
            assertThat(group.path("type").asText()).isEqualTo("CONSUMER");
            assertThat(group.path("is_mixed_consumer_group").asBoolean()).isFalse();
        }
    }

    @Test
    void aShareGroupIsSeen() {
        topicWith("shared", 1);
        try (var consumer = new KafkaShareConsumer<String, String>(
                HttpTestbed.clientSettings(Map.of("group.id", "sharers", "client.id", "sharer-1")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("shared"));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100));
                JsonNode group = owner.get(ROOT + "/share-groups/sharers").json();
                assertThat(group.path("state").asText()).isEqualTo("STABLE");
                assertThat(group.path("partition_count").asInt()).isEqualTo(1);
                assertThat(group.at("/assigned_topic_partitions/0/topic_name").asText())
                        .isEqualTo("shared");
            });
            assertThat(owner.get(ROOT + "/share-groups").json().findValuesAsText("share_group_id"))
                    .contains("sharers");
            JsonNode member =
                    owner.get(ROOT + "/share-groups/sharers/consumers").json().at("/data/0");
            assertThat(member.path("client_id").asText()).isEqualTo("sharer-1");
            String path = ROOT + "/share-groups/sharers/consumers/"
                    + member.path("consumer_id").asText();
            assertThat(owner.get(path).json()).isEqualTo(member);
            assertThat(owner.get(path + "/assignments")
                            .json()
                            .at("/data/0/partition_id")
                            .asInt())
                    .isZero();
        }
        assertThat(stranger.get(ROOT + "/share-groups/sharers").code()).isEqualTo(40301);
        assertThat(owner.get(ROOT + "/share-groups/no-such").status()).isEqualTo(404);
        assertThat(owner.get(ROOT + "/streams-groups").json().path("data")).isEmpty();
        assertThat(owner.get(ROOT + "/streams-groups/no-such").status()).isEqualTo(404);
    }

    @Test
    void brokersReplicasAndReassignmentsAreSeen() {
        topicWith("placed", 0);
        JsonNode brokers = owner.get(ROOT + "/brokers").json();
        assertThat(brokers.at("/data/0/broker_id").asInt()).isZero();
        assertThat(owner.get(ROOT + "/brokers/0").json()).isEqualTo(brokers.at("/data/0"));
        assertThat(owner.get(ROOT + "/brokers/7").status()).isEqualTo(404);
        assertThat(owner.get(ROOT + "/brokers/0/partition-replicas").json().findValuesAsText("topic_name"))
                .contains("placed");
        JsonNode replica = owner.get(TOPICS + "/placed/partitions/0/replicas/0").json();
        assertThat(replica.path("is_leader").asBoolean()).isTrue();
        assertThat(replica.path("is_in_sync").asBoolean()).isTrue();
        assertThat(owner.get(TOPICS + "/placed/partitions/0/replicas").json().at("/data/0"))
                .isEqualTo(replica);
        assertThat(owner.get(TOPICS + "/placed/partitions/0/replicas/9").status())
                .isEqualTo(404);
        assertThat(owner.get(TOPICS + "/-/partitions/-/reassignment").json().path("data"))
                .isEmpty();
        assertThat(stranger.get(TOPICS + "/-/partitions/-/reassignment").code()).isEqualTo(40301);
        assertThat(stranger.get(ROOT + "/brokers/0/partition-replicas").json().path("data"))
                .isEmpty();
    }

    @Test
    void whatATopicWouldBeAndWhatOneMayDoWithItAreTold() {
        owner.post(TOPICS, "{\"topic_name\":\"own\",\"configs\":[{\"name\":\"retention.ms\",\"value\":\"60000\"}]}");
        JsonNode defaults = owner.get(TOPICS + "/own/default-configs").json();
        JsonNode ofNew = owner.get(TOPICS + "/not-yet/default-configs").json();
        assertThat(named(defaults, "retention.ms")).isEqualTo("604800000");
        assertThat(named(ofNew, "retention.ms")).isEqualTo("604800000");
        assertThat(named(owner.get(TOPICS + "/own/configs").json(), "retention.ms"))
                .isEqualTo("60000");
        assertThat(owner.get(TOPICS + "/own?include_authorized_operations=true")
                        .json()
                        .path("authorized_operations")
                        .toString())
                .contains("WRITE", "DELETE");
        assertThat(owner.get(TOPICS + "/own").json().has("authorized_operations"))
                .isFalse();
        assertThat(Rest.as(HttpTestbed.WRITER_KEY)
                        .get(TOPICS + "/own?include_authorized_operations=true")
                        .code())
                .isEqualTo(40301);
    }

    private static String named(JsonNode configs, String name) {
        for (JsonNode config : configs.path("data")) {
            if (config.path("name").asText().equals(name)) {
                return config.path("value").asText();
            }
        }
        return "";
    }
}
