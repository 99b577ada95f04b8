package dev.weir.agent.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

/** Sends numbers with acks=all, some hundred a second, and remembers which were acknowledged. */
public final class Stream implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(3);

    private final KafkaProducer<Integer, Integer> producer;
    private final String topic;
    private final BitSet acknowledged = new BitSet();
    private final List<Exception> failures = new ArrayList<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Thread thread;

    public Stream(Map<String, Object> settings, String topic) {
        settings.putAll(Map.of("acks", "all", "delivery.timeout.ms", 120_000, "max.block.ms", 120_000));
        this.producer = new KafkaProducer<>(settings, new IntegerSerializer(), new IntegerSerializer());
        this.topic = topic;
        this.thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
        for (int number = 0; !ending.get(); number++) {
            int sent = number;
            Future<?> _ = producer.send(new ProducerRecord<>(topic, 0, null, number), (metadata, failure) -> {
                synchronized (this) {
                    if (failure == null) {
                        acknowledged.set(sent);
                    } else {
                        failures.add(failure);
                    }
                }
            });
            if (number == 0) {
                // Alone: a broker that still makes a new topic's partition may refuse one batch and take the next.
                // Then it never takes the first, and a producer that repeats it in its order sends nothing else.
                producer.flush();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    public synchronized int acknowledged() {
        return acknowledged.cardinality();
    }

    public synchronized List<Exception> failures() {
        return List.copyOf(failures);
    }

    /** Ends it, and returns the numbers that were acknowledged but can't be read. */
    public BitSet lost(Map<String, Object> settings) throws InterruptedException {
        close();
        BitSet lost = (BitSet) acknowledged.clone();
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(settings, new IntegerDeserializer(), new IntegerDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<Integer, Integer> record : consumer.poll(Duration.ofMillis(200))) {
                    lost.clear(record.value());
                }
            }
        }
        return lost;
    }

    @Override
    public void close() {
        ending.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
