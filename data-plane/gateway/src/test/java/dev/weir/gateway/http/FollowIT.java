package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.http.Events.Event;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
    void moreThanHaveConsumersCatchUpInTurn() throws Exception {
        topic("turns", 1);
        String large = "{\"value\":{\"type\":\"STRING\",\"data\":\"" + "x".repeat(100_000) + "\"}}";
        for (int i = 0; i < 3; i++) {
            owner.post(TOPICS + "/turns/records", large.repeat(20));
        }
        List<RawHttp> streams = new ArrayList<>();
        try {
            // Nobody reads at first, so that each keeps its consumer for as long as it may.
            for (int i = 0; i < 40; i++) {
                streams.add(RawHttp.get(records("turns", "offset=earliest"), "text/event-stream"));
            }
            for (RawHttp stream : streams) {
                stream.passUntil("\"offset\":59,");
            }
        } finally {
            for (RawHttp stream : streams) {
                stream.close();
            }
        }
    }

    @Test
    void partitionsThatComeLaterAreFollowedFromTheirBeginning() {
        topic("growing", 1);
        try (Events events = Events.of(records("growing", ""), HttpTestbed.OWNER_KEY)) {
            assertThat(owner.send(HttpRequest.newBuilder(Rest.url(TOPICS + "/growing"))
                                    .header("Content-Type", "application/json")
                                    .method("PATCH", BodyPublishers.ofString("{\"partitions_count\":2}")))
                            .status())
                    .isBetween(200, 204);
            assertThat(owner.post(
                                    TOPICS + "/growing/records",
                                    "{\"partition_id\":1,\"value\":{\"type\":\"STRING\",\"data\":\"new\"}}")
                            .status())
                    .isEqualTo(200);
            Event first = events.next();
            assertThat(first.value()).isEqualTo("new");
            assertThat(first.id()).isEqualTo("0:0,1:1");
            produce("growing", 0, 5);
            assertThat(events.next(5)).extracting(Event::value).containsExactlyInAnyOrderElementsOf(numbers(0, 5));
        }
        // As somebody who went before there were two.
        try (Events events = Events.after("0:0", records("growing", ""), HttpTestbed.OWNER_KEY)) {
            assertThat(events.next(6)).extracting(Event::value).contains("new");
        }
    }

    @Test
    void whoeverHasSeenNothingYetCanComeBackToo() {
        topic("resting", 1);
        produce("resting", 0, 3);
        String id;
        try (Events events = Events.of(records("resting", ""), HttpTestbed.OWNER_KEY)) {
            id = await().until(events::lastId, shown -> !shown.isEmpty());
        }
        assertThat(id).isEqualTo("0:3");
        produce("resting", 3, 5);
        try (Events events = Events.after(id, records("resting", ""), HttpTestbed.OWNER_KEY)) {
            assertThat(events.next(2)).extracting(Event::value).isEqualTo(numbers(3, 5));
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
