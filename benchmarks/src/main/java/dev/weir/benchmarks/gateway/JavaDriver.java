package dev.weir.benchmarks.gateway;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own Java client, several of them, each with one connection that carries records. */
final class JavaDriver {
    static final int RECORD_BYTES = 1_024;
    private static final int PARTITIONS = 10;
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Way way;

    JavaDriver(Way way) {
        this.way = way;
    }

    void createTopic(String topic) {
        try (Admin admin = Admin.create(new HashMap<>(way.settings()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkFailedException("no topic by " + way.name() + ": " + e, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    void deleteTopic(String topic) {
        try (Admin admin = Admin.create(new HashMap<>(way.settings()))) {
            admin.deleteTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkFailedException("the topic can't be deleted by " + way.name() + ": " + e, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** As fast as it goes with acks=all. Connections are made before the clock starts. */
    Transfer produce(String topic, int connections, int records) {
        var producers = new ArrayList<KafkaProducer<byte[], byte[]>>();
        try {
            for (int i = 0; i < connections; i++) {
                producers.add(producer(Map.of("linger.ms", "5", "batch.size", "65536", "buffer.memory", "4194304")));
                send(producers.getLast(), new ProducerRecord<>(topic, i % PARTITIONS, null, new byte[RECORD_BYTES]));
            }
            int each = records / connections;
            return Transfer.measure(
                    way,
                    (long) each * connections * RECORD_BYTES,
                    () -> inParallel(connections, i -> {
                        sendAll(producers.get(i), topic, i % PARTITIONS, each);
                    }));
        } finally {
            producers.forEach(producer -> producer.close(Duration.ZERO));
        }
    }

    /** Reads so many records, each connection its part of a partition from the beginning. */
    Transfer consume(String topic, int connections, int records) {
        var consumers = new ArrayList<KafkaConsumer<byte[], byte[]>>();
        try {
            for (int i = 0; i < connections; i++) {
                consumers.add(consumer());
                var partition = new TopicPartition(topic, i % PARTITIONS);
                consumers.getLast().assign(List.of(partition));
                consumers.getLast().beginningOffsets(List.of(partition));
            }
            int each = records / connections;
            return Transfer.measure(
                    way,
                    (long) each * connections * RECORD_BYTES,
                    () -> inParallel(connections, i -> read(consumers.get(i), topic, i % PARTITIONS, each)));
        } finally {
            consumers.forEach(consumer -> consumer.close());
        }
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(way.settings());
        settings.put("acks", "all");
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(way.settings());
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("receive.buffer.bytes", "-1");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void sendAll(KafkaProducer<byte[], byte[]> producer, String topic, int partition, int count) {
        var failure = new AtomicReference<Exception>();
        for (int i = 0; i < count; i++) {
            var record = new ProducerRecord<byte[], byte[]>(topic, partition, null, new byte[RECORD_BYTES]);
            Future<?> _ = producer.send(record, (_, thrown) -> {
                if (thrown != null) {
                    failure.set(thrown);
                }
            });
        }
        producer.flush();
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new BenchmarkFailedException("a record wasn't acknowledged: " + thrown, thrown);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkFailedException("a record wasn't acknowledged: " + e, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** When the partition's end is reached, once more from its beginning. */
    private static void read(KafkaConsumer<byte[], byte[]> consumer, String topic, int partition, int count) {
        var place = new TopicPartition(topic, partition);
        long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        consumer.seek(place, 0);
        for (int read = 0; read < count; ) {
            read += consumer.poll(POLL).count();
            if (consumer.position(place) >= end) {
                consumer.seek(place, 0);
            }
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException("only " + read + " of " + count + " records were read");
            }
        }
    }

    static void inParallel(int count, IntConsumer work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            var futures = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchmarkFailedException failed
                    ? failed
                    : new BenchmarkFailedException("a client failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static BenchmarkFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BenchmarkFailedException("interrupted", e);
    }
}
