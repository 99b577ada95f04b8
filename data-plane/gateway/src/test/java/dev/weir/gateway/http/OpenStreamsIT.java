package dev.weir.gateway.http;

import static dev.weir.gateway.http.Rest.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Streams that stay open: what they move is counted meanwhile, and what nobody reads isn't kept. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class OpenStreamsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int RECORD_BYTES = 20_000;
    private static final int RECORDS = 1_000;
    private static final int CLIENTS = 8;
    /** For each client that doesn't read: what is written ahead, a batch that waits, and what frames take. */
    private static final long LEEWAY = 2 << 20;

    private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+),");

    private final Rest owner = Rest.as(HttpTestbed.OWNER_KEY);

    private void topic(String name) {
        owner.post(TOPICS, "{\"topic_name\":\"%s\",\"partitions_count\":1}".formatted(name));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(owner.get(TOPICS + "/" + name).status()).isEqualTo(200));
    }

    private static String records(String data, int count) {
        return "{\"value\":{\"type\":\"STRING\",\"data\":\"%s\"}}"
                .formatted(data)
                .repeat(count);
    }

    private static double counted(String direction) {
        String series = "weir_gateway_http_%s_bytes_total{cluster=\"%s\"} ".formatted(direction, HttpTestbed.CLUSTER);
        return Rest.anonymously(HttpRequest.newBuilder(Rest.url("/q/metrics")))
                .text()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    @Test
    void bytesAreCountedWhileStreamsAreOpen() throws IOException {
        topic("open-counted");
        String path = TOPICS + "/open-counted/records";
        double all;
        try (RawHttp events = RawHttp.get(path, "text/event-stream");
                RawHttp written = RawHttp.post(path)) {
            events.readUntil("retry: ");
            double received = counted("received");
            double sent = counted("sent");
            written.chunk(records("x".repeat(50_000), 4) + records("the last", 1));
            events.passUntil("the last");
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(counted("received")).isGreaterThan(received + 200_000);
                assertThat(counted("sent")).isGreaterThan(sent + 200_000);
            });
            all = counted("sent");
        }
        // And once only.
        double before = all;
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(counted("sent")).isLessThan(before + 100_000));
    }

    /** What the gateway holds; its heap is this test's. */
    private static long held() {
        System.gc();
        Runtime heap = Runtime.getRuntime();
        return heap.totalMemory() - heap.freeMemory() + PlatformDependent.usedDirectMemory();
    }

    private void fill(String topic) {
        topic(topic);
        for (int at = 0; at < RECORDS; at += 100) {
            String body = IntStream.range(at, at + 100)
                    .mapToObj(i -> records(i + "-" + "x".repeat(RECORD_BYTES), 1))
                    .collect(Collectors.joining());
            assertThat(owner.post(TOPICS + "/" + topic + "/records", body).text())
                    .contains("\"offset\":" + (at + 99));
        }
    }

    private void isHeldAndGoesOn(String path) throws IOException {
        // Whatever is made once is there.
        try (RawHttp first = RawHttp.get(path, "text/event-stream")) {
            first.passUntil("\"offset\":99,");
        }
        long before = held();
        List<RawHttp> clients = new ArrayList<>();
        try {
            double sent = counted("sent");
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(RawHttp.get(path, "text/event-stream"));
            }
            await().atMost(SOON).until(() -> counted("sent") > sent + CLIENTS * RECORD_BYTES);
            // Nothing more is sent, although there is more.
            double[] last = {0};
            await().pollInterval(Duration.ofSeconds(3))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> {
                        double now = counted("sent");
                        boolean still = now - last[0] < CLIENTS * 1_000;
                        last[0] = now;
                        return still;
                    });
            assertThat(last[0] - sent).isLessThan((double) CLIENTS * RECORDS * RECORD_BYTES / 2);
            assertThat(held() - before).isLessThan(CLIENTS * LEEWAY);
            assertThat(owner.get(TOPICS).status()).isEqualTo(200);
            for (RawHttp client : clients) {
                inOrder(client);
            }
        } finally {
            for (RawHttp client : clients) {
                client.close();
            }
        }
    }

    private static void inOrder(RawHttp client) throws IOException {
        int[] next = {0};
        client.readLinesUntil(line -> {
            Matcher offset = OFFSET.matcher(line);
            if (offset.find()) {
                assertThat(Integer.parseInt(offset.group(1))).isEqualTo(next[0]);
                next[0]++;
            }
            return next[0] == RECORDS;
        });
    }

    @Test
    void aTopicThatNobodyReadsIsNotKept() throws IOException {
        fill("open-unread");
        isHeldAndGoesOn(TOPICS + "/open-unread/records?offset=earliest");
    }
}
