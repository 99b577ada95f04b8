package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records in and out by the Java client, through the Kafka port. */
final class Records {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LIMIT_SECONDS = 60;

    private Records() {}

    static void createTopic(Tenant tenant, String topic, int partitions) {
        createTopic(tenant, topic, partitions, 1);
    }

    static void createTopic(Tenant tenant, String topic, int partitions, int replicas) {
        try (Admin admin = Admin.create(tenant.client())) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) replicas)))
                    .all()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Until each partition has so many replicas that are in sync: before that no other broker may die. */
    static void awaitInSync(Tenant tenant, String topic, int replicas, Duration atMost) {
        try (Admin admin = Admin.create(tenant.client())) {
            await("replicas are in sync").atMost(atMost).ignoreExceptions().untilAsserted(() -> {
                TopicDescription described = admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic);
                assertThat(described.partitions())
                        .allSatisfy(partition -> assertThat(partition.isr()).hasSize(replicas));
            });
        }
    }

    static void send(Tenant tenant, String topic, List<String> values) {
        try (var producer = producer(tenant, Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8)))
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static KafkaProducer<byte[], byte[]> producer(Tenant tenant, Map<String, String> more) {
        Properties properties = tenant.client();
        properties.put("acks", "all");
        properties.putAll(more);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaConsumer<byte[], byte[]> consumer(Tenant tenant, Map<String, String> more) {
        Properties properties = tenant.client();
        properties.put("auto.offset.reset", "earliest");
        properties.putAll(more);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Everything in a topic of one partition, from its first record to its end as it is now. */
    static List<String> readAll(Tenant tenant, String topic) {
        var values = new ArrayList<String>();
        try (var consumer = consumer(tenant, Map.of())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    values.add(new String(record.value(), UTF_8));
                }
            }
        }
        return values;
    }

    /** How many connections have ended, as a client counts them: it connects again silently. */
    static double closedConnections(Map<MetricName, ? extends Metric> metrics, String group) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("connection-close-total")
                        && entry.getKey().group().equals(group))
                .mapToDouble(entry -> (double) entry.getValue().metricValue())
                .sum();
    }
}
