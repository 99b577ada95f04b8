package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that never finish what they have begun, byte after byte, and those that are only slow. */
@QuarkusTest
@TestProfile(SmallGateway.class)
@WithTestResource(HttpTestbed.class)
class SlowClientsIT {
    /** The gateway waits for two seconds. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String GET = "GET " + TOPICS + " HTTP/1.1\r\nHost: x\r\n";
    private static final String RECORD = "{\"value\":{\"type\":\"STRING\",\"data\":\"%s\"}}";
    private static final String GROUPS = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/consumer-groups";

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private void topic(String name) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(owner.get(TOPICS + "/" + name).status()).isEqualTo(200));
    }

    private void othersAreServed() {
        assertThat(owner.get(TOPICS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HT", GET, GET + "Accept: */*\r\nX-Long: "})
    void aHeadThatNeverEndsIsNotWaitedFor(String begun) throws IOException {
        try (var http = new RawHttp()) {
            http.write(begun);
            othersAreServed();
            long start = System.nanoTime();
            http.trickle(begun.isEmpty() ? "\r\n" : "x", SOON);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
            othersAreServed();
        }
    }

    @Test
    void neitherIsTheHeadOfALaterRequest() throws IOException {
        try (var http = new RawHttp()) {
            http.write(GET + "Authorization: " + RawHttp.authorization() + "\r\n\r\n");
            http.readUntil("KafkaTopicList");
            http.trickle("G", SOON);
        }
    }

    @Test
    void whoIsSilentBetweenRequestsKeepsItsConnection() throws IOException {
        String request = GET + "Authorization: " + RawHttp.authorization() + "\r\n";
        try (var http = new RawHttp()) {
            http.write(request + "\r\n");
            http.readUntil("KafkaTopicList");
            assertThat(http.answersWithin(Duration.ofSeconds(4))).isFalse();
            http.write(request);
            // A head that comes in parts comes in time.
            assertThat(http.answersWithin(Duration.ofMillis(500))).isFalse();
            http.write("X-Last: true\r\n\r\n");
            http.readUntil("KafkaTopicList");
        }
    }

    @Test
    void streamsStay() throws IOException {
        topic("slow-streams");
        String path = TOPICS + "/slow-streams/records";
        try (RawHttp events = RawHttp.get(path, "text/event-stream");
                RawHttp records = RawHttp.post(path)) {
            events.readUntil("retry: ");
            records.chunk(RECORD.formatted("first"));
            records.readUntil("\"offset\":0");
            assertThat(records.answersWithin(Duration.ofSeconds(5))).isFalse();
            records.chunk(RECORD.formatted("second"));
            records.readUntil("\"offset\":1");
            events.readUntil("second");
        }
    }

    private static RawHttp body(String path, String type, int length) throws IOException {
        var http = new RawHttp();
        http.write("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nAuthorization: "
                + RawHttp.authorization() + "\r\nContent-Length: " + length + "\r\n\r\n");
        return http;
    }

    @ParameterizedTest
    @CsvSource({
        TOPICS + ",application/json",
        TOPICS + "/slow-bodies/records,application/json",
        TOPICS + "/slow-bodies/records,application/cloudevents+json",
        TOPICS + "/slow-bodies/records:batch,application/json",
        "/topics/slow-bodies,application/vnd.kafka.json.v2+json",
        GROUPS + "/slow/acknowledgements,application/json"
    })
    void aBodyThatTricklesIsRefused(String path, String type) throws IOException {
        topic("slow-bodies");
        try (RawHttp http = body(path, type, 10_000)) {
            othersAreServed();
            String answer = http.trickle(" ", SOON);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("Send it again, faster or in smaller parts");
            othersAreServed();
        }
    }

    @Test
    void theConnectionOfOneThatStopsIsClosed() throws IOException {
        try (RawHttp http = body(TOPICS, "application/json", 10_000)) {
            http.write("{");
            http.readAll();
            othersAreServed();
        }
    }

    @Test
    void whatIsReadAwayIsNotWaitedForEither() throws IOException {
        try (RawHttp http = body(TOPICS, "application/json", 10_000)) {
            http.write("no JSON");
            assertThat(http.trickle(" ", SOON)).startsWith("HTTP/1.1 400 ").contains("Bad JSON");
        }
    }

    @Test
    void oneThatComesInPartsIsTaken() throws IOException {
        topic("slow-and-good");
        String record = RECORD.formatted("x".repeat(30_000));
        try (RawHttp http = body(TOPICS + "/slow-and-good/records", "application/json", record.length())) {
            // Longer than the two seconds, and faster than 4 KiB in one.
            for (int from = 0; from < record.length(); from += 4_000) {
                boolean early = from > 0 && http.answersWithin(Duration.ofMillis(400));
                assertThat(early).isFalse();
                http.write(record.substring(from, Math.min(record.length(), from + 4_000)));
            }
            assertThat(http.readUntil("\"offset\":0")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aRecordThatTricklesEndsItsStream() throws IOException {
        topic("slow-records");
        try (RawHttp http = RawHttp.post(TOPICS + "/slow-records/records")) {
            http.chunk(RECORD.formatted("first").repeat(2));
            http.readUntil("\"offset\":1");
            http.chunk("{\"value\":{\"type\":\"STRING\",\"data\":\"");
            String answer = http.trickle("1\r\nx\r\n", SOON);
            assertThat(answer).contains("\"error_code\":408").contains("The rest of the record did not come in time");
        }
    }

    @Test
    void whoWasRefusedDoesNotGoOnSending() throws IOException {
        try (var http = new RawHttp()) {
            http.write("POST " + TOPICS + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                    + 10_000 + "\r\n\r\n");
            assertThat(http.trickle(" ", SOON)).startsWith("HTTP/1.1 401 ");
        }
    }
}
