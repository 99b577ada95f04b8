package dev.weir.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

/** One member each of a consumer group, a share group and a streams group, for as long as somebody looks at them. */
final class GroupsOfAllKinds implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch committed = new CountDownLatch(1);
    private final KafkaStreams streams;

    private GroupsOfAllKinds(Tenant tenant, String topic) throws IOException {
        threads.execute(() -> consume(tenant, topic));
        threads.execute(() -> share(tenant, topic));
        var builder = new StreamsBuilder();
        builder.stream(topic).foreach((key, value) -> {});
        Properties settings = tenant.client();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, streams());
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
        settings.put(
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArray().getClass());
        settings.put(
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.ByteArray().getClass());
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                Files.createTempDirectory("streams").toString());
        streams = new KafkaStreams(builder.build(), settings);
        streams.start();
    }

    /** When each has its partition, and the consumer group has committed all that there is. */
    static GroupsOfAllKinds reading(Tenant tenant, String topic) throws Exception {
        var groups = new GroupsOfAllKinds(tenant, topic);
        groups.committed.await();
        await("a share group").atMost(LIMIT).untilAsserted(() -> has(tenant, "/share-groups/" + groups.sharers()));
        await("a streams group").atMost(LIMIT).untilAsserted(() -> has(tenant, "/streams-groups/" + groups.streams()));
        await("a streams application that runs")
                .atMost(LIMIT)
                .until(() -> groups.streams.state() == KafkaStreams.State.RUNNING);
        return groups;
    }

    private static void has(Tenant tenant, String path) {
        Tenant.Answer group = tenant.rest("GET", path, null);
        if (!group.body().path("state").asText().equals("STABLE")) {
            throw new AssertionError(group.toString());
        }
    }

    String consumers() {
        return "walk-consumers";
    }

    String sharers() {
        return "walk-sharers";
    }

    String streams() {
        return "walk-streams";
    }

    private void consume(Tenant tenant, String topic) {
        Properties settings = tenant.client();
        settings.put("group.id", consumers());
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            int read = 0;
            while (!over.get()) {
                read += consumer.poll(POLL).count();
                if (read > 1 && committed.getCount() > 0) {
                    consumer.commitSync();
                    committed.countDown();
                }
            }
        }
    }

    private void share(Tenant tenant, String topic) {
        Properties settings = tenant.client();
        settings.put("group.id", sharers());
        try (var consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (!over.get()) {
                consumer.poll(POLL);
            }
        }
    }

    @Override
    public void close() {
        over.set(true);
        streams.close(Duration.ofSeconds(20));
        threads.close();
    }
}
