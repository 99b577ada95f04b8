package dev.weir.controlplane.testing;

import dev.weir.tenants.events.PlatformTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was written to one platform topic, heartbeats aside, in its order. */
public final class PlatformRecords implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();
    private final List<String> heartbeats = new ArrayList<>();

    public PlatformRecords(PlatformKafka kafka, PlatformTopic topic) {
        Map<String, Object> config = kafka.clientConfig(PlatformKafka.CONTROL_PLANE);
        config.put("fetch.max.wait.ms", 50);
        config.put("reconnect.backoff.max.ms", 200);
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        var partition = new TopicPartition(topic.topicName(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** What has come so far; call it again for more. */
    public List<ConsumerRecord<String, String>> sofar() {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
            if (PlatformTopic.HEARTBEAT_KEY.equals(record.key())) {
                heartbeats.add(record.value());
            } else {
                records.add(record);
            }
        }
        return List.copyOf(records);
    }

    public List<String> heartbeats() {
        return List.copyOf(heartbeats);
    }

    public List<String> values(String key) {
        return sofar().stream()
                .filter(record -> record.key().equals(key))
                .map(ConsumerRecord::value)
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
