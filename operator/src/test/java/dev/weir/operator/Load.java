package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/** Writes numbers at a steady rate with acks=all, and knows which of them were acknowledged. */
final class Load implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 180_000;
    /** So many that each of a few partitions gets one. */
    private static final int FIRST = 50;

    private final Map<String, Object> settings;
    private final String topic;
    private final long nanosBetween;
    private final KafkaProducer<Long, Long> producer;
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean ends;
    private volatile long sent;

    Load(Map<String, Object> settings, String topic, int perSecond) {
        this.settings = settings;
        this.topic = topic;
        this.nanosBetween = Duration.ofSeconds(1).toNanos() / perSecond;
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        this.producer = new KafkaProducer<>(all, new LongSerializer(), new LongSerializer());
        thread.start();
    }

    /** Falls behind while nobody answers, and catches up afterwards. */
    private void run() {
        long began = System.nanoTime();
        try {
            while (!ends) {
                long number = sent;
                var _ = producer.send(new ProducerRecord<>(topic, number, number), (_, failure) -> {
                    if (failure == null) {
                        acknowledged.add(number);
                    } else {
                        failures.add(number + ": " + failure);
                    }
                });
                sent = number + 1;
                if (sent <= FIRST) {
                    // Alone: a broker that still makes a new topic's partition may refuse one batch and take the next.
                    // Then it never takes the first, and a producer that repeats it in its order sends nothing else.
                    producer.flush();
                }
                LockSupport.parkNanos(began + sent * nanosBetween - System.nanoTime());
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Ends it, and waits for the answers to all that was sent. */
    void end() throws InterruptedException {
        ends = true;
        thread.join();
        producer.flush();
    }

    /** Reads the topic from its beginning: all that was acknowledged must be there. */
    void assertNothingIsLost() {
        Set<Long> found = ConcurrentHashMap.newKeySet();
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(all, new LongDeserializer(), new LongDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                assertThat(System.nanoTime()).as("time to read all").isLessThan(deadline);
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
            }
        }
        assertThat(acknowledged).as("records that were acknowledged").isNotEmpty();
        assertThat(acknowledged.stream().filter(number -> !found.contains(number)))
                .as("acknowledged records that are lost, of " + acknowledged.size())
                .isEmpty();
    }

    @Override
    public void close() {
        ends = true;
        producer.close(Duration.ZERO);
    }
}
