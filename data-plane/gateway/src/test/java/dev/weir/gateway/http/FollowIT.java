package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.http.Events.Event;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Topics as server-sent events. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class FollowIT {
    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private void topic(String name, int partitions) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":%d}".formatted(name, partitions));
    }

    private void produce(String topic, int from, int to) {
        StringBuilder body = new StringBuilder();
        IntStream.range(from, to)
                .forEach(i -> body.append("{\"value\":{\"type\":\"STRING\",\"data\":\"%d\"}}".formatted(i)));
        assertThat(owner.post(TOPICS + "/" + topic + "/records", body.toString())
                        .status())
                .isEqualTo(200);
    }

    private static String records(String topic, String query) {
        return TOPICS + "/" + topic + "/records?" + query;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void whatIsThereComesFirstAndThenWhatComes() {
        topic("followed", 1);
        produce("followed", 0, 300);
        try (Events events = Events.of(records("followed", "offset=earliest"), HttpTestbed.OWNER_KEY)) {
            assertThat(events.next(300)).extracting(Event::value).isEqualTo(numbers(0, 300));
            produce("followed", 300, 310);
            List<Event> news = events.next(10);
            assertThat(news).extracting(Event::value).isEqualTo(numbers(300, 310));
            assertThat(news.getLast().id()).isEqualTo("0:310");
            assertThat(news.getLast().json().path("offset").asLong()).isEqualTo(309);
        }
    }

    @Test
    void whoeverComesBackGoesOnBehindTheLastEvent() {
        topic("resumed", 2);
        produce("resumed", 0, 40);
        List<Event> before;
        try (Events events = Events.of(records("resumed", "offset=earliest"), HttpTestbed.OWNER_KEY)) {
            before = events.next(15);
        }
        produce("resumed", 40, 60);
        List<String> all = new ArrayList<>(before.stream().map(Event::value).toList());
        try (Events events =
                Events.after(before.getLast().id(), records("resumed", "offset=latest"), HttpTestbed.OWNER_KEY)) {
            events.next(45).forEach(event -> all.add(event.value()));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(numbers(0, 60));
        assertThat(Events.after("nonsense", records("resumed", ""), HttpTestbed.OWNER_KEY)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void withoutAWordItBeginsNowAndHeartbeatsTellThatItIsThere() {
        topic("quiet", 1);
        produce("quiet", 0, 5);
        try (Events events = Events.of(records("quiet", ""), HttpTestbed.OWNER_KEY)) {
            assertThat(events.poll().kind()).isEqualTo("comment");
            produce("quiet", 5, 6);
            assertThat(events.next().value()).isEqualTo("5");
        }
    }

    @Test
    void manyStreamsGetTheSame() {
        topic("shared-follow", 3);
        List<Events> streams = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            streams.add(Events.of(records("shared-follow", ""), HttpTestbed.OWNER_KEY));
        }
        produce("shared-follow", 0, 200);
        for (Events stream : streams) {
            assertThat(stream.next(200)).extracting(Event::value).containsExactlyInAnyOrderElementsOf(numbers(0, 200));
            stream.close();
        }
    }

    @Test
    void theBrokerJudgesAndWhatIsNotThereIsTold() {
        topic("readable", 1);
        topic("secret", 1);
        try (Events allowed = Events.of(records("readable", "offset=earliest"), HttpTestbed.WRITER_KEY)) {
            assertThat(allowed.status()).isEqualTo(200);
            produce("readable", 0, 1);
            assertThat(allowed.next().value()).isEqualTo("0");
        }
        assertThat(Rest.as(HttpTestbed.WRITER_KEY).get(records("secret", "")).code())
                .isEqualTo(40301);
        assertThat(owner.get(records("no-such", "")).code()).isEqualTo(40403);
        assertThat(owner.get(records("secret", "partition=7")).code()).isEqualTo(40403);
        assertThat(owner.get(records("secret", "offset=-3")).status()).isEqualTo(400);
        assertThat(owner.get(records("secret", "format=xml")).status()).isEqualTo(400);
    }

    @Test
    void aStreamEndsWithTheTopic() {
        topic("doomed", 1);
        try (Events events = Events.of(records("doomed", "offset=earliest"), HttpTestbed.OWNER_KEY)) {
            produce("doomed", 0, 1);
            assertThat(events.next().value()).isEqualTo("0");
            assertThat(owner.delete(TOPICS + "/doomed").status()).isEqualTo(204);
            Event last = events.next();
            assertThat(last.kind()).isEqualTo("error");
            assertThat(last.json().path("error_code").asInt()).isEqualTo(40403);
            assertThat(events.next().kind()).isEqualTo("end");
        }
    }

    @Test
    void whoeverDoesNotReadHoldsNobody() throws Exception {
        topic("flood", 1);
        String large = "{\"value\":{\"type\":\"STRING\",\"data\":\"" + "x".repeat(100_000) + "\"}}";
        try (var lazy = new RawHttp()) {
            lazy.write("GET " + records("flood", "offset=earliest") + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                    + RawHttp.authorization() + "\r\n\r\n");
            for (int i = 0; i < 8; i++) {
                owner.post(TOPICS + "/flood/records", large.repeat(30));
            }
            try (Events reading = Events.of(records("flood", "offset=earliest"), HttpTestbed.OWNER_KEY)) {
                assertThat(reading.next(240)).hasSize(240);
            }
            String seen = lazy.readUntil("\"offset\":239");
            assertThat(seen).contains("\"offset\":0,", "\"offset\":120,");
        }
        await().untilAsserted(() -> assertThat(owner.get(TOPICS).status()).isEqualTo(200));
    }
}
