package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.Rest.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HttpTestbed.class)
class RecordsIT {
    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private void topic(String name, int partitions) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":%d}".formatted(name, partitions));
    }

    private Answer produce(String topic, String body) {
        return owner.post(TOPICS + "/" + topic + "/records", body);
    }

    private Answer consume(String topic, int partition, String query) {
        return owner.get(TOPICS + "/" + topic + "/partitions/" + partition + "/records?" + query);
    }

    @Test
    void whatGoesInComesOut() {
        topic("types", 3);
        JsonNode report = produce("types", """
                        {"partition_id":1,
                         "headers":[{"name":"h1","value":"SGVhZGVyLTE="},{"name":"h2","value":null}],
                         "key":{"type":"BINARY","data":"/wA="},
                         "value":{"type":"JSON","data":{"price":1.10,"tags":["é",null]}},
                         "timestamp":"2021-02-05T19:14:42Z"}""").json();
        assertThat(report.path("error_code").asInt()).isEqualTo(200);
        assertThat(report.path("partition_id").asInt()).isEqualTo(1);
        assertThat(report.path("offset").asLong()).isZero();
        assertThat(report.path("timestamp").asText()).isEqualTo("2021-02-05T19:14:42Z");
        assertThat(report.at("/key/type").asText()).isEqualTo("BINARY");
        assertThat(report.at("/key/size").asInt()).isEqualTo(2);
        assertThat(report.at("/value/size").asInt()).isEqualTo(33);

        Answer read = consume("types", 1, "offset=0");
        assertThat(read.text()).contains("{\"price\":1.10,\"tags\":[\"é\",null]}");
        assertThat(read.json().path("next_offset").asLong()).isEqualTo(1);
        JsonNode record = read.json().at("/data/0");
        assertThat(record.path("topic_name").asText()).isEqualTo("types");
        assertThat(record.path("cluster_id").asText()).isEqualTo(HttpTestbed.CLUSTER);
        assertThat(record.path("timestamp").asText()).isEqualTo("2021-02-05T19:14:42Z");
        assertThat(record.path("headers").toString())
                .isEqualTo("[{\"name\":\"h1\",\"value\":\"SGVhZGVyLTE=\"},{\"name\":\"h2\",\"value\":null}]");
        assertThat(record.path("key").toString()).isEqualTo("{\"type\":\"BINARY\",\"data\":\"/wA=\"}");
        assertThat(record.at("/value/type").asText()).isEqualTo("JSON");
        assertThat(consume("types", 1, "offset=0&format=string")
                        .json()
                        .at("/data/0/value/data")
                        .asText())
                .isEqualTo("{\"price\":1.10,\"tags\":[\"é\",null]}");
    }

    @Test
    void manyObjectsInOneBodyAreReportedOnInOrder() {
        topic("many", 1);
        Answer answer = produce("many", """
                {"value":{"type":"STRING","data":"one"}} {"value":{"type":"BINARY","data":1}}
                {"key":{"type":"STRING","data":"k"}}{"partition_id":9}
                {"value":{"data":12}}
                {nonsense} {"value":{"type":"STRING","data":"behind"}}""");
        assertThat(answer.status()).isEqualTo(200);
        List<Integer> codes = answer.jsons().stream()
                .map(report -> report.path("error_code").asInt())
                .toList();
        assertThat(codes).containsExactly(200, 400, 200, 40403, 200, 400, 200);
        JsonNode data = consume("many", 0, "offset=0").json().path("data");
        assertThat(data).hasSize(4);
        assertThat(data.get(1).get("value").isNull()).isTrue();
        assertThat(data.get(2).at("/value/data").asText()).isEqualTo("12");
    }

    @Test
    void aBatchTellsEachEntryByItsId() {
        topic("batch", 1);
        Answer answer = owner.post(TOPICS + "/batch/records:batch", """
                {"entries":[{"id":"a","value":{"type":"STRING","data":"one"}},
                            {"id":"b","value":{"type":"NOPE","data":"two"}}]}""");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().at("/successes/0/id").asText()).isEqualTo("a");
        assertThat(answer.json().at("/successes/0/offset").asLong()).isZero();
        assertThat(answer.json().at("/failures/0/id").asText()).isEqualTo("b");
        assertThat(answer.json().at("/failures/0/error_code").asInt()).isEqualTo(400);
        assertThat(owner.post(TOPICS + "/batch/records:batch", "{\"entries\":[{\"id\":\"a\"},{\"id\":\"a\"}]}")
                        .code())
                .isEqualTo(40002);
        assertThat(owner.post(TOPICS + "/batch/records:batch", "{\"entries\":[]}")
                        .code())
                .isEqualTo(40002);
    }

    @Test
    void aReaderSaysFromWhere() {
        topic("from", 1);
        IntStream.range(0, 5).forEach(i -> produce("from", """
                        {"value":{"type":"STRING","data":"%d"},"timestamp":"2021-02-05T19:14:4%dZ"}""".formatted(i, i)));
        assertThat(consume("from", 0, "").json().path("data")).hasSize(5);
        assertThat(consume("from", 0, "offset=earliest&max_bytes=2")
                        .json()
                        .path("next_offset")
                        .asLong())
                .isEqualTo(2);
        assertThat(consume("from", 0, "offset=3")
                        .json()
                        .at("/data/0/value/data")
                        .asText())
                .isEqualTo("3");
        assertThat(consume("from", 0, "timestamp=2021-02-05T19:14:42Z").json().path("data"))
                .hasSize(3);
        Answer latest = consume("from", 0, "offset=latest&timeout_ms=0");
        assertThat(latest.json().path("data")).isEmpty();
        assertThat(latest.json().path("next_offset").asLong()).isEqualTo(5);
        Answer beyond = consume("from", 0, "offset=99&timeout_ms=50");
        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.json().path("next_offset").asLong()).isEqualTo(99);
        Answer negative = consume("from", 0, "offset=-2");
        assertThat(negative.status()).isEqualTo(400);
        assertThat(negative.code()).isEqualTo(40002);
        assertThat(negative.json().path("message").asText()).contains("from 0 to 5");
        assertThat(consume("from", 1, "offset=0").code()).isEqualTo(40403);
        assertThat(consume("nothing", 0, "offset=0").code()).isEqualTo(40403);
        assertThat(consume("from", 0, "offset=zero").status()).isEqualTo(400);
        assertThat(consume("from", 0, "timeout_ms=99999999").status()).isEqualTo(400);
    }

    @Test
    void whoeverWaitsGetsTheRecordWhenItComes() {
        topic("wait", 1);
        var waiting = CompletableFuture.supplyAsync(() -> consume("wait", 0, "offset=0&timeout_ms=20000"));
        // Not before the reader is there, or there would be nothing to wait for.
        assertThat(waiting).isNotDone();
        long start = System.nanoTime();
        produce("wait", "{\"value\":{\"type\":\"STRING\",\"data\":\"here\"}}");
        assertThat(waiting.join().json().at("/data/0/value/data").asText()).isEqualTo("here");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSinglesFailureIsTheStatus() {
        topic("single", 1);
        Answer base64 = produce("single", "{\"value\":{\"type\":\"BINARY\",\"data\":\"%\"}}");
        assertThat(base64.status()).isEqualTo(400);
        assertThat(base64.json().path("message").asText()).contains("base64");
        assertThat(produce("single", "{\"headers\":[{\"name\":\"h\",\"value\":\"%\"}]}")
                        .status())
                .isEqualTo(400);
        assertThat(produce("single", "{\"partition_id\":7}").code()).isEqualTo(40403);
        assertThat(produce("single", "{\"timestamp\":\"yesterday\"}").status()).isEqualTo(400);
        assertThat(produce("single", "{\"valeu\":{}}").json().path("message").asText())
                .contains("valeu");
        assertThat(produce("single", "").status()).isEqualTo(422);
        assertThat(produce("single", "12").status()).isEqualTo(400);
        assertThat(produce("missing", "{}").code()).isEqualTo(40403);
        assertThat(produce("__consumer_offsets", "{}").code()).isEqualTo(40301);
        assertThat(owner.post(TOPICS + "/single/records", "a=b", "text/plain").status())
                .isEqualTo(415);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        topic("large", 1);
        Answer record =
                produce("large", "{\"value\":{\"type\":\"STRING\",\"data\":\"" + "x".repeat(2_100_000) + "\"}}");
        assertThat(record.status()).isEqualTo(413);
        assertThat(record.json().path("message").asText()).contains("2097152");
        Answer body = produce("large", " ".repeat(5_000_000));
        assertThat(body.status()).isEqualTo(413);
        assertThat(body.code()).isEqualTo(413);
        assertThat(produce("large", "{\"value\":{\"type\":\"STRING\",\"data\":\"" + "x".repeat(2_000_000) + "\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(consume("large", 0, "offset=0")
                        .json()
                        .at("/data/0/value/data")
                        .asText())
                .hasSize(2_000_000);
    }

    @Test
    void theBrokerJudgesTheCallerItself() {
        topic("writable", 1);
        topic("readable", 1);
        Rest writer = Rest.as(HttpTestbed.WRITER_KEY);
        String record = "{\"value\":{\"type\":\"STRING\",\"data\":\"x\"}}";
        assertThat(writer.post(TOPICS + "/writable/records", record).status()).isEqualTo(200);
        Answer refused = writer.post(TOPICS + "/readable/records", record);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo(40301);
        assertThat(writer.post(TOPICS + "/writable/records", record).status()).isEqualTo(200);
        assertThat(writer.get(TOPICS + "/readable/partitions/0/records?timeout_ms=0")
                        .status())
                .isEqualTo(200);
        assertThat(writer.get(TOPICS + "/writable/partitions/0/records").code()).isEqualTo(40301);
        assertThat(writer.get(TOPICS).json().findValuesAsText("topic_name"))
                .containsExactlyInAnyOrder("readable", "writable");
        Rest stranger = Rest.as(HttpTestbed.STRANGER_KEY);
        assertThat(stranger.post(TOPICS + "/writable/records", record).code()).isEqualTo(40301);
    }

    @Test
    void manyCallersAtOnceLoseNothing() {
        topic("crowd", 4);
        List<CompletableFuture<Answer>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 300)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> produce("crowd", "{\"value\":{\"type\":\"STRING\",\"data\":\"" + i + "\"}}"),
                            threads))
                    .toList();
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        List<String> read = IntStream.range(0, 4)
                .mapToObj(partition ->
                        consume("crowd", partition, "offset=0&timeout_ms=0").json())
                .flatMap(page -> page.path("data").findValuesAsText("data").stream())
                .toList();
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 300).mapToObj(String::valueOf).toList());
    }
}
