package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Records in streams, and what clients may do to them. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class StreamingIT {
    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private static String records(String topic) {
        return TOPICS + "/" + topic + "/records";
    }

    private void topic(String name) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
    }

    private static String record(String value) {
        return "{\"value\":{\"type\":\"STRING\",\"data\":\"" + value + "\"}}";
    }

    private List<String> stored(String topic) {
        return owner.get(TOPICS + "/" + topic + "/partitions/0/records?timeout_ms=0")
                .json()
                .path("data")
                .findValuesAsText("data");
    }

    @Test
    void eachRecordIsReportedOnBeforeTheNextIsSent() throws IOException {
        topic("pingpong");
        try (RawHttp stream = RawHttp.post(records("pingpong"))) {
            for (int i = 0; i < 5; i++) {
                stream.chunk(record("v" + i));
                assertThat(stream.readUntil("\"offset\":" + i)).contains("200 OK");
            }
            stream.chunk("{\"value\":{\"type\":\"NOPE\",\"data\":1}}");
            stream.readUntil("\"error_code\":400");
            stream.chunk(record("last"));
            stream.readUntil("\"offset\":5");
            stream.lastChunk();
            stream.readUntil("\r\n0\r\n\r\n");
        }
        assertThat(stored("pingpong")).containsExactly("v0", "v1", "v2", "v3", "v4", "last");
    }

    @Test
    void reportsAreInTheOrderOfTheRecords() {
        topic("ordered");
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            body.append(i % 7 == 3 ? "{\"partition_id\":9}" : record("v" + i));
        }
        Answer answer = owner.send(HttpRequest.newBuilder(Rest.url(records("ordered")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.toString().getBytes(UTF_8)))));
        assertThat(answer.status()).isEqualTo(200);
        var reports = answer.jsons();
        assertThat(reports).hasSize(3000);
        long offset = 0;
        for (int i = 0; i < reports.size(); i++) {
            assertThat(reports.get(i).path("error_code").asInt())
                    .as("report %d", i)
                    .isEqualTo(i % 7 == 3 ? 40403 : 200);
            if (i % 7 != 3) {
                assertThat(reports.get(i).path("offset").asLong())
                        .as("report %d", i)
                        .isEqualTo(offset++);
            }
        }
    }

    @Test
    void aSingleChunkedRecordsFailureIsTheStatus() {
        topic("lonely");
        Answer refused = owner.send(HttpRequest.newBuilder(Rest.url(records("lonely")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("{\"partition_id\":9}".getBytes(UTF_8)))));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo(40403);
    }

    @Test
    void whatWasCompleteBeforeTheCutIsWritten() throws IOException {
        topic("cut");
        try (RawHttp stream = RawHttp.post(records("cut"))) {
            stream.chunk(record("whole") + "{\"value\":{\"type\":\"STRING\",\"data\":\"ha");
            stream.readUntil("\"offset\":0");
        }
        await().untilAsserted(() -> assertThat(stored("cut")).containsExactly("whole"));
        assertThat(owner.post(records("cut"), record("after")).status()).isEqualTo(200);
        assertThat(stored("cut")).containsExactly("whole", "after");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private Answer encoded(String path, String encoding, byte[] body) {
        return owner.send(HttpRequest.newBuilder(Rest.url(path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @Test
    void compressedBodiesAreTaken() throws IOException {
        topic("gzipped");
        assertThat(encoded(records("gzipped"), "gzip", gzip(record("one") + record("two")))
                        .jsons())
                .hasSize(2);
        var deflated = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(record("three").getBytes(UTF_8));
        }
        assertThat(encoded(records("gzipped"), "deflate", deflated.toByteArray())
                        .status())
                .isEqualTo(200);
        String entries = "{\"entries\":[{\"id\":\"a\",\"value\":{\"type\":\"STRING\",\"data\":\"four\"}}]}";
        assertThat(encoded(records("gzipped") + ":batch", "gzip", gzip(entries)).status())
                .isEqualTo(207);
        assertThat(stored("gzipped")).containsExactly("one", "two", "three", "four");
        // Many records of few bytes, in several members, and more than is read at once.
        String many = record("same").repeat(20_000);
        var members = new ByteArrayOutputStream();
        members.write(gzip(many));
        members.write(gzip(record("last")));
        assertThat(encoded(records("gzipped"), "x-gzip", members.toByteArray()).jsons())
                .hasSize(20_001)
                .allSatisfy(
                        report -> assertThat(report.path("error_code").asInt()).isEqualTo(200));
    }

    @Test
    void whatNobodyUnderstandsIsRefused() {
        topic("encoded");
        for (String encoding : new String[] {"br", "zstd", "rot13", "gzip, gzip"}) {
            for (String path : new String[] {records("encoded"), records("encoded") + ":batch", TOPICS}) {
                Answer unknown = encoded(path, encoding, record("x").getBytes(UTF_8));
                assertThat(unknown.status()).as(path + " " + encoding).isEqualTo(415);
                assertThat(unknown.code()).isEqualTo(415);
            }
        }
        assertThat(encoded(records("encoded"), "identity", record("x").getBytes(UTF_8))
                        .status())
                .isEqualTo(200);
        assertThat(stored("encoded")).containsExactly("x");
    }

    @Test
    void brokenCompressionIsTheClientsFaultAndToldAsSuch() throws IOException {
        topic("broken");
        byte[] whole = gzip(record("cut off"));
        byte[] spoilt = gzip(record("spoilt"));
        spoilt[spoilt.length - 5] ^= 1;
        List<byte[]> bodies = List.of(record("plain").getBytes(UTF_8), Arrays.copyOf(whole, whole.length - 12), spoilt);
        for (byte[] body : bodies) {
            for (String path : new String[] {records("broken") + ":batch", TOPICS}) {
                Answer told = encoded(path, "gzip", body);
                assertThat(told.status()).as(path).isEqualTo(400);
                assertThat(told.code()).isEqualTo(400);
            }
        }
        assertThat(encoded(records("broken"), "gzip", bodies.getFirst()).code()).isEqualTo(400);
        assertThat(encoded(records("broken"), "gzip", bodies.get(1)).code()).isEqualTo(400);
        // Its record was whole before the fault: both are told, and it is the end.
        List<JsonNode> reports = encoded(records("broken"), "gzip", spoilt).jsons();
        assertThat(reports)
                .extracting(report -> report.path("error_code").asInt())
                .containsExactly(200, 400);
        assertThat(stored("broken")).containsExactly("spoilt");
    }

    @Test
    void aCompressedStreamThatBreaksIsToldAndEnds() throws IOException {
        topic("breaking");
        try (RawHttp stream = new RawHttp()) {
            stream.write("POST " + records("breaking") + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: " + RawHttp.authorization()
                    + "\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
            stream.chunk(gzip(record("one")));
            stream.readUntil("\"offset\":0");
            stream.chunk(gzip(record("two")));
            stream.readUntil("\"offset\":1");
            stream.chunk("this is no gzip");
            assertThat(stream.readUntil("\r\n0\r\n\r\n")).contains("\"error_code\":400", "Content-Encoding");
        }
        assertThat(stored("breaking")).containsExactly("one", "two");
    }

    @Test
    void whatComesAfterTheFaultIsPassedOverAndTheConnectionEnds() throws IOException {
        topic("broken-and-on");
        try (RawHttp stream = RawHttp.post(records("broken-and-on"), "gzip")) {
            stream.chunk("this is no gzip");
            stream.readUntil("\"error_code\":400");
            assertThatThrownBy(() -> {
                        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                        while (System.nanoTime() < end) {
                            stream.chunk("x".repeat(100_000));
                        }
                    })
                    .as("the connection ends some seconds later")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void recordsThatDoNotEndHoldNoMoreOfTheMemoryThanTheirClusterMay() throws Exception {
        topic("half");
        List<RawHttp> streams = new ArrayList<>();
        try {
            boolean refused = false;
            for (int i = 0; i < 40 && !refused; i++) {
                RawHttp stream = RawHttp.post(records("half"));
                streams.add(stream);
                stream.chunk("{\"value\":{\"type\":\"STRING\",\"data\":\"");
                stream.chunk("x".repeat(2_000_000));
                refused = stream.answersWithin(Duration.ofMillis(300));
            }
            assertThat(refused).isTrue();
            assertThat(streams.getLast().readUntil("error_code"))
                    .startsWith("HTTP/1.1 429 ")
                    .contains("memory");
            // Small ones need none of it.
            assertThat(owner.post(records("half"), record("small")).status()).isEqualTo(200);
        } finally {
            for (RawHttp stream : streams) {
                stream.close();
            }
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (RawHttp again = RawHttp.post(records("half"))) {
                again.chunk(record("x".repeat(500_000)));
                again.lastChunk();
                assertThat(again.readUntil("error_code")).startsWith("HTTP/1.1 200 ");
            }
        });
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOn() throws IOException {
        topic("asked");
        try (var client = new RawHttp()) {
            String body = record("asked");
            client.write("POST " + records("asked") + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: " + RawHttp.authorization() + "\r\nContent-Length: " + body.length()
                    + "\r\nExpect: 100-continue\r\n\r\n");
            client.readUntil("HTTP/1.1 100 Continue");
            client.write(body);
            client.readUntil("\"offset\":0");
        }
    }

    @Test
    void hugeBodiesAreRefusedAtOnceAndHugeRecordsSpoilNothingElse() throws IOException {
        topic("huge");
        try (var announced = new RawHttp()) {
            announced.write("POST " + records("huge") + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Authorization: " + RawHttp.authorization() + "\r\nContent-Length: 2147483648\r\n\r\n{");
            assertThat(announced.readUntil("error_code")).startsWith("HTTP/1.1 413 ");
        }
        try (RawHttp stream = RawHttp.post(records("huge"))) {
            stream.chunk(record("before"));
            stream.chunk("{\"value\":{\"type\":\"STRING\",\"data\":\"");
            for (int i = 0; i < 20; i++) {
                stream.chunk("x".repeat(1_000_000));
            }
            stream.chunk("\"}}" + record("behind"));
            stream.lastChunk();
            String seen = stream.readUntil("\"offset\":1");
            assertThat(seen).contains("\"error_code\":413");
        }
        assertThat(stored("huge")).containsExactly("before", "behind");
    }

    @Test
    void aTopicThatIsDeletedUnderAStreamIsTold() throws IOException {
        topic("vanishing");
        try (RawHttp stream = RawHttp.post(records("vanishing"))) {
            stream.chunk(record("one"));
            stream.readUntil("\"offset\":0");
            assertThat(owner.delete(TOPICS + "/vanishing").status()).isEqualTo(204);
            stream.chunk(record("two"));
            assertThat(stream.readUntil("\"error_code\":404")).contains("40403");
            stream.lastChunk();
            stream.readUntil("\r\n0\r\n\r\n");
        }
    }

    @Test
    void whoeverDoesNotReadReportsIsNotReadAndLosesNone() throws IOException, InterruptedException {
        topic("deaf");
        int count = 30_000;
        try (RawHttp stream = RawHttp.post(records("deaf"))) {
            var writer = Thread.ofVirtual().start(() -> write(stream, count));
            String seen = stream.readUntil("\"offset\":" + (count - 1));
            writer.join();
            long reports = seen.lines()
                    .filter(line -> line.startsWith("{\"error_code\":200"))
                    .count();
            assertThat(reports).isEqualTo(count);
        }
    }

    /** Each record alone would be waited for as long as the first. */
    @Test
    void aBrokerThatHangsIsNotWaitedForWithEachRecord() throws IOException, InterruptedException {
        HttpTestbed.cluster().process().pause();
        try {
            long start = System.nanoTime();
            Answer answer = owner.post(records("never-seen-before"), record("v").repeat(12));
            assertThat(answer.jsons())
                    .hasSize(12)
                    .allSatisfy(report ->
                            assertThat(report.path("error_code").asInt()).isGreaterThanOrEqualTo(500));
            // The gateway of the test gives Kafka ten seconds for each.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        } finally {
            HttpTestbed.cluster().process().unpause();
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(owner.get(TOPICS).status()).isEqualTo(200));
    }

    private static void write(RawHttp stream, int count) {
        try {
            for (int i = 0; i < count; i += 100) {
                stream.chunk(record("v").repeat(100));
            }
            stream.lastChunk();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void olderProduceAnswersWithOffsets() {
        topic("older");
        Answer json = owner.post(
                "/topics/older",
                "{\"records\":[{\"key\":\"k\",\"value\":{\"a\":1}},{\"value\":2,\"partition\":0},{\"value\":3,\"partition\":5}]}",
                "application/vnd.kafka.json.v2+json");
        assertThat(json.status()).as(json.text()).isEqualTo(200);
        assertThat(json.json().at("/offsets/0/offset").asLong()).isZero();
        assertThat(json.json().at("/offsets/1/offset").asLong()).isEqualTo(1);
        assertThat(json.json().at("/offsets/2/error_code").asInt()).isEqualTo(40402);
        Answer binary = owner.post(
                "/topics/older/partitions/0",
                "{\"records\":[{\"value\":\"aGk=\"}]}",
                "application/vnd.kafka.binary.v2+json");
        assertThat(binary.json().at("/offsets/0/offset").asLong()).isEqualTo(2);
        assertThat(stored("older").getLast()).isEqualTo("hi");
        assertThat(owner.post("/topics/no-such", "{\"records\":[{\"value\":1}]}", "application/vnd.kafka.json.v2+json")
                        .code())
                .isEqualTo(40401);
        assertThat(owner.post("/topics/older", "{\"records\":[]}", "application/vnd.kafka.json.v2+json")
                        .status())
                .isEqualTo(422);
        assertThat(owner.post("/topics/older", "{\"records\":[]}", "text/plain").status())
                .isEqualTo(415);
        assertThat(owner.send(HttpRequest.newBuilder(Rest.url("/topics/older")).POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(415);
        assertThat(Rest.as(HttpTestbed.STRANGER_KEY)
                        .post("/topics/older", "{\"records\":[{\"value\":1}]}", "application/vnd.kafka.json.v2+json")
                        .code())
                .isEqualTo(40301);
    }
}
