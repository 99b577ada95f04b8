package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many members of groups one gateway has, whatever plans allow. */
@QuarkusTest
@TestProfile(SmallGateway.class)
@WithTestResource(HttpTestbed.class)
class MembersIT {
    private static final String GROUPS = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/consumer-groups";
    private static final String V2 = "application/vnd.kafka.v2+json";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private Answer consumer(String name) {
        return owner.post("/consumers/bounded", "{\"name\":\"%s\"}".formatted(name), V2);
    }

    private static String stream() {
        return GROUPS + "/bounded-too/records?topics=members";
    }

    private static void isFull(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo(42901);
        assertThat(answer.json().path("message").asText())
                .isEqualTo(
                        "The cluster has 2 consumers and streams in groups at this gateway, the most that one cluster"
                                + " may. Close some that nobody reads, or come again later.");
        assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("10");
    }

    @Test
    void aClusterHasHalfOfThePlacesForConsumersAndStreams() throws IOException {
        owner.post(TOPICS, "{\"topic_name\":\"members\",\"partitions_count\":1}");
        assertThat(consumer("first").status()).isEqualTo(200);
        try (RawHttp stream = RawHttp.get(stream(), "text/event-stream")) {
            stream.readUntil("text/event-stream");
            isFull(consumer("second"));
            isFull(owner.get(stream()));
            assertThat(owner.get(TOPICS).status()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(consumer("second").status()).isEqualTo(200));
        isFull(owner.get(stream()));
        assertThat(owner.delete("/consumers/bounded/instances/first").status()).isEqualTo(204);
        try (RawHttp stream = RawHttp.get(stream(), "text/event-stream")) {
            stream.readUntil("text/event-stream");
        }
        assertThat(owner.delete("/consumers/bounded/instances/second").status()).isEqualTo(204);
    }
}
