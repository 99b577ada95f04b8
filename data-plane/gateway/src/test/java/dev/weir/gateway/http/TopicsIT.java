package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HttpTestbed.class)
class TopicsIT {
    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    @Test
    void aTopicIsMadeSeenAndDeleted() {
        Answer made = owner.post(TOPICS, """
                {"topic_name":"crud","partitions_count":3,"configs":[{"name":"retention.ms","value":"60000"}]}""");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonNode topic = made.json();
        assertThat(topic.path("kind").asText()).isEqualTo("KafkaTopic");
        assertThat(topic.path("cluster_id").asText()).isEqualTo(HttpTestbed.CLUSTER);
        assertThat(topic.path("partitions_count").asInt()).isEqualTo(3);
        assertThat(topic.path("replication_factor").asInt()).isEqualTo(1);
        assertThat(topic.path("is_internal").isBoolean()).isTrue();
        assertThat(topic.at("/metadata/resource_name").asText())
                .isEqualTo("crn:///kafka=" + HttpTestbed.CLUSTER + "/topic=crud");
        assertThat(topic.at("/metadata/self").asText()).endsWith(TOPICS + "/crud");
        assertThat(topic.at("/configs/related").asText()).endsWith(TOPICS + "/crud/configs");

        assertThat(owner.get(TOPICS + "/crud").json()).isEqualTo(topic);
        assertThat(owner.get(TOPICS).json().findValuesAsText("topic_name")).contains("crud");
        assertThat(owner.get(TOPICS + "/crud/partitions").json().path("data")).hasSize(3);
        assertThat(owner.get(TOPICS + "/crud/partitions/2")
                        .json()
                        .path("partition_id")
                        .asInt())
                .isEqualTo(2);
        assertThat(owner.get(TOPICS + "/crud/partitions/3").status()).isEqualTo(404);

        Answer deleted = owner.delete(TOPICS + "/crud");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        Answer gone = owner.get(TOPICS + "/crud");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.code()).isEqualTo(40403);
        assertThat(owner.delete(TOPICS + "/crud").status()).isEqualTo(404);
    }

    @Test
    void onlySettingsThatSomebodyMadeAreDynamic() {
        owner.post(TOPICS, """
                {"topic_name":"configs","configs":[{"name":"cleanup.policy","value":"compact"}]}""");
        JsonNode configs = owner.get(TOPICS + "/configs/configs").json();
        assertThat(configs.path("kind").asText()).isEqualTo("KafkaTopicConfigList");
        assertThat(configs.path("data")).isNotEmpty().allSatisfy(setting -> {
            boolean ours = setting.path("name").asText().equals("cleanup.policy");
            assertThat(setting.path("source").asText().equals("DYNAMIC_TOPIC_CONFIG"))
                    .isEqualTo(ours);
            assertThat(setting.has("value") && setting.get("value").isNull()).isFalse();
        });
        JsonNode one = owner.get(TOPICS + "/configs/configs/cleanup.policy").json();
        assertThat(one.path("value").asText()).isEqualTo("compact");
        assertThat(one.at("/synonyms/0/source").asText()).isEqualTo("DYNAMIC_TOPIC_CONFIG");
        assertThat(owner.get(TOPICS + "/configs/configs/no.such").status()).isEqualTo(404);
        assertThat(owner.get(TOPICS + "/no-such/configs").status()).isEqualTo(404);
    }

    @Test
    void whatIsOnlyValidatedIsNotMade() {
        Answer valid = owner.post(TOPICS, """
                {"topic_name":"dry","partitions_count":2,"validate_only":true}""");
        assertThat(valid.status()).isEqualTo(200);
        assertThat(valid.json().path("partitions_count").asInt()).isEqualTo(2);
        assertThat(owner.get(TOPICS + "/dry").status()).isEqualTo(404);
        assertThat(owner.post(TOPICS, """
                        {"topic_name":"dry","configs":[{"name":"no.such","value":"1"}],"validate_only":true}""").code()).isEqualTo(40002);
    }

    @Test
    void moreReplicasThanBrokersAreAsManyAsThereAre() {
        Answer copied = owner.post(TOPICS, "{\"topic_name\":\"copied\",\"replication_factor\":3}");
        assertThat(copied.status()).isEqualTo(201);
        assertThat(copied.json().path("replication_factor").asInt()).isEqualTo(1);
    }

    @Test
    void whatCannotBeMadeIsToldWhy() {
        owner.post(TOPICS, "{\"topic_name\":\"twice\",\"partitions_count\":1}");
        Answer twice = owner.post(TOPICS, "{\"topic_name\":\"twice\",\"partitions_count\":1}");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.code()).isEqualTo(40002);
        assertThat(twice.json().path("message").asText()).contains("twice").contains("already exists");
        assertThat(owner.post(TOPICS, "{\"topic_name\":\"r\",\"replication_factor\":0}")
                        .code())
                .isEqualTo(40002);
        assertThat(owner.post(TOPICS, "{\"topic_name\":\"a b\"}").code()).isEqualTo(40002);
        assertThat(owner.post(TOPICS, "{\"topic_name\":\"x\",\"partitions_count\":-7}")
                        .code())
                .isEqualTo(40002);
        assertThat(owner.post(TOPICS, "{}").code()).isEqualTo(40002);
        assertThat(owner.post(TOPICS, "{\"topic_name\":\"wide\",\"partitions_count\":2147483646}")
                        .code())
                .isEqualTo(40002);
        Answer internal = owner.post(TOPICS, "{\"topic_name\":\"__consumer_offsets\"}");
        assertThat(internal.code()).isEqualTo(40301);
        assertThat(owner.delete(TOPICS + "/__consumer_offsets").code()).isEqualTo(40301);
    }

    @Test
    void aPrincipalWithoutRightsSeesAnEmptyListAndMayDoNothing() {
        owner.post(TOPICS, "{\"topic_name\":\"hidden\",\"partitions_count\":1}");
        Rest stranger = Rest.as(HttpTestbed.STRANGER_KEY);
        Answer list = stranger.get(TOPICS);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("data")).isEmpty();
        assertThat(stranger.get(TOPICS + "/hidden").code()).isEqualTo(40301);
        assertThat(stranger.get(TOPICS + "/hidden/configs").code()).isEqualTo(40301);
        assertThat(stranger.post(TOPICS, "{\"topic_name\":\"mine\"}").code()).isEqualTo(40301);
        assertThat(stranger.delete(TOPICS + "/hidden").status()).isIn(403, 404);
        assertThat(owner.get(TOPICS + "/hidden").status()).isEqualTo(200);
    }

    @Test
    void aNullAmongTheSettingsIsTheCallersFault() {
        Answer refused = owner.post(TOPICS, """
                {"topic_name":"nulls","partitions_count":1,"configs":[null]}""");
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(40002);
        assertThat(refused.text()).contains("configs");
        assertThat(owner.post(TOPICS, """
                {"topic_name":"nulls","partitions_count":1,"configs":[{"name":"retention.ms","value":null}]}""").status()).isEqualTo(201);
    }
}
