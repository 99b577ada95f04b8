package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.http.Events.Event;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Consumer groups as server-sent events. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class GroupFollowIT {
    private static final String GROUPS = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/consumer-groups";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private void topicWith(String name, int records) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
        StringBuilder body = new StringBuilder();
        IntStream.range(0, records)
                .forEach(i -> body.append("{\"value\":{\"type\":\"STRING\",\"data\":\"%d\"}}".formatted(i)));
        owner.post(TOPICS + "/" + name + "/records", body.toString());
    }

    private static String records(String group, String topic) {
        return GROUPS + "/" + group + "/records?offset=earliest&topics=" + topic;
    }

    private int acknowledge(String group, String id) {
        return owner.post(GROUPS + "/" + group + "/acknowledgements", "{\"id\":\"" + id + "\"}")
                .status();
    }

    private long committed(String group, String topic) {
        return owner.get(GROUPS + "/" + group + "/lags/" + topic + "/partitions/0")
                .json()
                .path("current_offset")
                .asLong();
    }

    @Test
    void whatIsAcknowledgedIsCommittedAndTheRestComesAgain() {
        topicWith("acked", 20);
        try (Events events = Events.of(records("ackers", "acked"), HttpTestbed.OWNER_KEY)) {
            List<Event> all = events.next(20);
            assertThat(all.getLast().value()).isEqualTo("19");
            assertThat(acknowledge("ackers", all.get(6).id())).isEqualTo(204);
            assertThat(committed("ackers", "acked")).isEqualTo(7);
            // A second time changes nothing.
            assertThat(acknowledge("ackers", all.get(3).id())).isEqualTo(204);
            assertThat(committed("ackers", "acked")).isEqualTo(7);
            assertThat(acknowledge("others", all.get(9).id())).isEqualTo(404);
            assertThat(acknowledge("ackers", "nonsense")).isEqualTo(400);
            assertThat(Rest.as(HttpTestbed.WRITER_KEY)
                            .post(
                                    GROUPS + "/ackers/acknowledgements",
                                    "{\"id\":\"" + all.get(9).id() + "\"}")
                            .status())
                    .isEqualTo(404);
        }
        try (Events again = Events.of(records("ackers", "acked"), HttpTestbed.OWNER_KEY)) {
            assertThat(again.next().value()).isEqualTo("7");
        }
    }

    @Test
    void comingBackWithTheLastIdAcknowledges() {
        topicWith("back", 10);
        String last;
        try (Events events = Events.of(records("comers", "back"), HttpTestbed.OWNER_KEY)) {
            last = events.next(4).getLast().id();
        }
        try (Events again = Events.after(last, records("comers", "back"), HttpTestbed.OWNER_KEY)) {
            assertThat(again.next().value()).isEqualTo("4");
        }
        assertThat(committed("comers", "back")).isEqualTo(4);
    }

    @Test
    void theBrokerJudges() {
        topicWith("guarded", 1);
        assertThat(Rest.as(HttpTestbed.WRITER_KEY)
                        .get(records("guards", "guarded"))
                        .code())
                .isEqualTo(40301);
        assertThat(owner.get(records("guards", "no-such")).code()).isEqualTo(40403);
        assertThat(owner.get(GROUPS + "/guards/records").code()).isEqualTo(40002);
    }
}
