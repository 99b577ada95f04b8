package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HttpTestbed.class)
class ConfigsIT {
    private static final String BROKER_CONFIGS = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/broker-configs";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);
    private final Rest stranger = Rest.as(HttpTestbed.STRANGER_KEY);

    private void topic(String name) {
        assertThat(owner.post(TOPICS, "{\"topic_name\":\"" + name + "\",\"partitions_count\":1}")
                        .status())
                .isEqualTo(201);
    }

    private static Answer send(Rest as, String method, String path, String body) {
        return as.send(HttpRequest.newBuilder(Rest.url(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private List<String> dynamic(String topic) {
        JsonNode data = owner.get(TOPICS + "/" + topic + "/configs").json().path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(setting -> setting.path("source").asText().equals("DYNAMIC_TOPIC_CONFIG"))
                .map(setting -> setting.path("name").asText() + "="
                        + setting.path("value").asText())
                .toList();
    }

    @Test
    void settingsAreAlteredTogetherAndSeenByTheNextRequest() {
        topic("altered");
        String alter = TOPICS + "/altered/configs:alter";
        Answer set = owner.post(
                alter,
                "{\"data\":[{\"name\":\"retention.ms\",\"value\":\"60000\"},"
                        + "{\"name\":\"cleanup.policy\",\"value\":\"compact\",\"operation\":\"SET\"}]}");
        assertThat(set.status()).as(set.text()).isEqualTo(204);
        assertThat(dynamic("altered")).containsExactly("cleanup.policy=compact", "retention.ms=60000");
        assertThat(owner.post(alter, "{\"data\":[{\"name\":\"retention.ms\",\"operation\":\"DELETE\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(dynamic("altered")).containsExactly("cleanup.policy=compact");
        assertThat(owner.post(
                                alter,
                                "{\"validate_only\":true,\"data\":[{\"name\":\"retention.ms\",\"value\":\"60000\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(dynamic("altered")).containsExactly("cleanup.policy=compact");
    }

    @Test
    void aSettingIsPutReadAndPutBackToItsDefault() {
        topic("put");
        String retention = TOPICS + "/put/configs/retention.ms";
        assertThat(send(owner, "PUT", retention, "{\"value\":\"3600000\"}").status())
                .isEqualTo(204);
        JsonNode put = owner.get(retention).json();
        assertThat(put.path("value").asText()).isEqualTo("3600000");
        assertThat(put.path("source").asText()).isEqualTo("DYNAMIC_TOPIC_CONFIG");
        assertThat(put.path("is_default").asBoolean()).isFalse();
        assertThat(owner.delete(retention).status()).isEqualTo(204);
        assertThat(owner.get(retention).json().path("source").asText()).isEqualTo("DEFAULT_CONFIG");
        assertThat(owner.get(TOPICS + "/-/configs").json().findValuesAsText("topic_name"))
                .contains("put");
    }

    @Test
    void whatCannotBeSetIsToldWhy() {
        topic("wrong");
        String alter = TOPICS + "/wrong/configs:alter";
        for (String data : List.of(
                "",
                "null",
                "{\"value\":\"1\"}",
                "{\"name\":\"retention.ms\"}",
                "{\"name\":\"retention.ms\",\"value\":\"x\"}",
                "{\"name\":\"no.such\",\"value\":\"1\"}",
                "{\"name\":\"retention.ms\",\"value\":\"1\",\"operation\":\"ADD\"}",
                "{\"name\":\"segment.bytes\",\"value\":\"1048576\"}",
                "{\"name\":\"retention.ms\",\"value\":\"1\"},{\"name\":\"retention.ms\",\"value\":\"2\"}")) {
            Answer answer = owner.post(alter, "{\"data\":[" + data + "]}");
            assertThat(answer.code()).as(data + " " + answer.text()).isEqualTo(40002);
        }
        assertThat(dynamic("wrong")).isEmpty();
        assertThat(send(owner, "PUT", TOPICS + "/wrong/configs/retention.ms", "{\"value\":null}")
                        .code())
                .isEqualTo(40002);
        assertThat(owner.post(
                                TOPICS + "/no-such/configs:alter",
                                "{\"data\":[{\"name\":\"retention.ms\",\"value\":\"1\"}]}")
                        .code())
                .isEqualTo(40403);
        assertThat(owner.post(
                                TOPICS + "/__consumer_offsets/configs:alter",
                                "{\"data\":[{\"name\":\"retention.ms\",\"value\":\"1\"}]}")
                        .code())
                .isEqualTo(40301);
    }

    @Test
    void aTopicGetsMorePartitionsAndNeverFewer() {
        topic("grows");
        Answer grown = send(owner, "PATCH", TOPICS + "/grows", "{\"partitions_count\":4}");
        assertThat(grown.status()).as(grown.text()).isEqualTo(200);
        assertThat(grown.json().path("partitions_count").asInt()).isEqualTo(4);
        assertThat(owner.get(TOPICS + "/grows").json()).isEqualTo(grown.json());
        assertThat(send(owner, "PATCH", TOPICS + "/grows", "{\"partitions_count\":4}")
                        .status())
                .isEqualTo(200);
        assertThat(send(owner, "PATCH", TOPICS + "/grows", "{\"partitions_count\":3}")
                        .code())
                .isEqualTo(40002);
        assertThat(send(owner, "PATCH", TOPICS + "/grows", "{}").code()).isEqualTo(40002);
        assertThat(send(owner, "PATCH", TOPICS + "/no-such", "{\"partitions_count\":3}")
                        .code())
                .isEqualTo(40403);
    }

    @Test
    void brokersShowOnlyWhatSomebodyOverrodeAndTakeNothingFromTenants() {
        Answer list = owner.get(BROKER_CONFIGS);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("kind").asText()).isEqualTo("KafkaClusterConfigList");
        assertThat(list.json().path("data").isArray()).isTrue();
        assertThat(list.json().path("data")).isEmpty();
        assertThat(owner.get(BROKER_CONFIGS + "/num.partitions").status()).isEqualTo(404);
        String set = "{\"data\":[{\"name\":\"num.partitions\",\"value\":\"3\"}]}";
        assertThat(owner.post(BROKER_CONFIGS + ":alter", set).code()).isEqualTo(40301);
        assertThat(send(owner, "PUT", BROKER_CONFIGS + "/num.partitions", "{\"value\":\"3\"}")
                        .code())
                .isEqualTo(40301);
        assertThat(owner.delete(BROKER_CONFIGS + "/num.partitions").code()).isEqualTo(40301);
    }

    @Test
    void whoMayNotIsForbiddenByTheBroker() {
        topic("theirs");
        String set = "{\"data\":[{\"name\":\"retention.ms\",\"value\":\"60000\"}]}";
        assertThat(stranger.post(TOPICS + "/theirs/configs:alter", set).code()).isEqualTo(40301);
        assertThat(send(stranger, "PUT", TOPICS + "/theirs/configs/retention.ms", "{\"value\":\"1\"}")
                        .code())
                .isEqualTo(40301);
        assertThat(stranger.delete(TOPICS + "/theirs/configs/retention.ms").code())
                .isEqualTo(40301);
        assertThat(send(stranger, "PATCH", TOPICS + "/theirs", "{\"partitions_count\":3}")
                        .code())
                .isEqualTo(40301);
        assertThat(stranger.get(BROKER_CONFIGS).code()).isEqualTo(40301);
        String foreign = "/kafka/v3/clusters/lkc-another1/topics/theirs/configs:alter";
        assertThat(owner.post(foreign, set).code()).isEqualTo(40401);
        assertThat(dynamic("theirs")).isEmpty();
    }
}
