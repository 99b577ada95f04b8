package dev.weir.gateway.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Java clients as a tenant would set them up. */
final class Clients {
    private Clients() {}

    static Map<String, Object> settings(String key, String secret) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", KafkaTestbed.bootstrap());
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(key, secret));
        settings.put("default.api.timeout.ms", 20_000);
        settings.put("request.timeout.ms", 15_000);
        return settings;
    }

    static Admin admin(String key) {
        return Admin.create(settings(key, KafkaTestbed.SECRET));
    }

    static String topic(String key, int partitions) throws InterruptedException, ExecutionException {
        String name = "topic-" + UUID.randomUUID();
        topic(key, name, partitions);
        return name;
    }

    static void topic(String key, String name, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = admin(key)) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    static Producer<String, String> producer(String key, Map<String, Object> more) {
        Map<String, Object> settings = settings(key, KafkaTestbed.SECRET);
        settings.put("delivery.timeout.ms", 30_000);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    static void produce(String key, String topic, String... values) throws InterruptedException, ExecutionException {
        try (var producer = producer(key, Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get();
            }
        }
    }

    static KafkaConsumer<String, String> consumer(String key, String group, Map<String, Object> more) {
        Map<String, Object> settings = settings(key, KafkaTestbed.SECRET);
        settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Reads in a group of its own until that many values came. */
    static List<String> consume(String key, String topic, int count, Map<String, Object> more) {
        List<String> values = new ArrayList<>();
        try (var consumer = consumer(key, "group-" + UUID.randomUUID(), more)) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
            consumer.commitSync();
        }
        return values;
    }
}
