package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** Kafka Streams as a course teaches it: raw weather readings, of which the extreme ones go to a topic of their own. */
class StreamsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RAW = "raw-weather";
    private static final String EXTREME = "extreme-weather";
    private static final int HALF = 500;

    @Test
    void extremeTemperaturesArriveExactlyOnceThoughTheApplicationIsRestarted() throws IOException {
        Tenant tenant = Tenant.signUp(LocalWeir.shared());
        Records.createTopic(tenant, RAW, 2);
        Records.createTopic(tenant, EXTREME, 1);
        Path state = Files.createTempDirectory("streams");
        try (var reader = Records.consumer(tenant, Map.of("isolation.level", "read_committed"))) {
            reader.assign(List.of(new TopicPartition(EXTREME, 0)));
            reader.seekToBeginning(reader.assignment());
            var seen = new ArrayList<String>();
            report(tenant, 0, HALF);
            try (var first = new KafkaStreams(topology(), settings(tenant, state))) {
                first.start();
                await("some are through").atMost(LIMIT).until(() -> read(reader, seen) > 0);
                report(tenant, HALF, 2 * HALF);
            }
            try (var second = new KafkaStreams(topology(), settings(tenant, state))) {
                second.start();
                List<String> expected = IntStream.range(0, 2 * HALF)
                        .filter(number -> isExtreme(celsius(reading(number))))
                        .mapToObj(StreamsIT::reading)
                        .toList();
                await("all are through").atMost(LIMIT).until(() -> read(reader, seen) >= expected.size());
                assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static Topology topology() {
        var builder = new StreamsBuilder();
        builder.<String, String>stream(RAW)
                .filter((station, reading) -> isExtreme(celsius(reading)))
                .to(EXTREME);
        return builder.build();
    }

    private static Properties settings(Tenant tenant, Path state) {
        Properties settings = tenant.client();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "weather");
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.String().getClass());
        settings.put(
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.String().getClass());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put("auto.offset.reset", "earliest");
        return settings;
    }

    private static void report(Tenant tenant, int from, int to) {
        try (var producer = Records.producer(tenant, Map.of("linger.ms", "5"))) {
            for (int number = from; number < to; number++) {
                String station = "station-" + number % 7;
                var _ = producer.send(new ProducerRecord<>(
                        RAW, station.getBytes(UTF_8), reading(number).getBytes(UTF_8)));
            }
        }
    }

    /** Between -30 and 49 degrees; the number makes each one different. */
    private static String reading(int number) {
        return "{\"number\":%d,\"celsius\":%d}".formatted(number, number % 80 - 30);
    }

    private static boolean isExtreme(int celsius) {
        return celsius <= -15 || celsius >= 35;
    }

    private static int celsius(String reading) {
        try {
            return LocalWeir.JSON.readTree(reading).get("celsius").asInt();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reading, e);
        }
    }

    private static int read(KafkaConsumer<byte[], byte[]> reader, List<String> seen) {
        reader.poll(Duration.ofMillis(100)).forEach(record -> seen.add(new String(record.value(), UTF_8)));
        return seen.size();
    }
}
