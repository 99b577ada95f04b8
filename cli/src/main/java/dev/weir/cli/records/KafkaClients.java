package dev.weir.cli.records;

import dev.weir.cli.cluster.ClientConfig;
import dev.weir.cli.context.ClusterAccess;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients of one cluster, as {@code weir client-config} configures them. */
public final class KafkaClients {
    private final ClusterAccess cluster;

    public KafkaClients(ClusterAccess cluster) {
        this.cluster = cluster;
    }

    public KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                settings(Map.of("acks", "all", "linger.ms", "0", "client.id", "weir-cli")),
                new StringSerializer(),
                new StringSerializer());
    }

    public KafkaConsumer<String, String> consumer(Map<String, String> more) {
        Properties settings = settings(more);
        settings.put("enable.auto.commit", "false");
        settings.put("client.id", "weir-cli");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private Properties settings(Map<String, String> more) {
        var properties = new Properties();
        properties.putAll(ClientConfig.of(cluster).settings());
        properties.put("reconnect.backoff.max.ms", "500");
        properties.putAll(more);
        return properties;
    }
}
