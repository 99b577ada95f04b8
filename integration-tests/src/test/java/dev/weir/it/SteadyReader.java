package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what a {@link SteadyProducer} sends, from the beginning and as it comes. In a partition each number is the one
 * before plus the number of partitions: a lost record, one that comes twice and one out of order are all seen at once.
 */
final class SteadyReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;
    private final AtomicLong count = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<String> outOfOrder = new ArrayList<>();
    private final int[] expected;
    private final Thread reading;

    SteadyReader(Tenant tenant, String topic, int partitions) {
        this.partitions = partitions;
        this.expected = IntStream.range(0, partitions).toArray();
        consumer = Records.consumer(tenant, Map.of("connections.max.idle.ms", "-1"));
        consumer.assign(IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        reading = Thread.ofPlatform().name("steady-reader").start(this::read);
    }

    private void read() {
        while (!stopped.get()) {
            consumer.poll(POLL).forEach(this::take);
        }
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        int number = Integer.parseInt(new String(record.value(), UTF_8));
        if (number != expected[record.partition()]) {
            synchronized (outOfOrder) {
                outOfOrder.add("partition %d offset %d: %d instead of %d"
                        .formatted(record.partition(), record.offset(), number, expected[record.partition()]));
            }
        }
        expected[record.partition()] = number + partitions;
        count.incrementAndGet();
    }

    long count() {
        return count.get();
    }

    /** Connections that ended, as the client counts them. */
    double closedConnections() {
        return Records.closedConnections(consumer.metrics(), "consumer-metrics");
    }

    List<String> outOfOrder() {
        synchronized (outOfOrder) {
            return List.copyOf(outOfOrder);
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        try {
            reading.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
