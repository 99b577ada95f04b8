package dev.weir.cli.cluster;

import dev.weir.cli.context.ClusterAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a Kafka client has to be told to reach one cluster. */
public final class ClientConfig {
    private final ClusterAccess cluster;

    public ClientConfig(ClusterAccess cluster) {
        this.cluster = cluster;
    }

    /** For the Java client: its settings by their names. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("bootstrap.servers", cluster.bootstrap());
        settings.put("security.protocol", cluster.securityProtocol());
        settings.put("sasl.mechanism", "PLAIN");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(cluster.key().id(), cluster.key().secret()));
        return settings;
    }

    /** A client.properties as Kafka's own tools take it. */
    public String properties() {
        return heading("Kafka's tools: --bootstrap-server %s --command-config FILE".formatted(cluster.bootstrap()))
                + lines(settings());
    }

    /** A file for {@code kcat -F}, with the names of librdkafka. */
    public String kcat() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("bootstrap.servers", cluster.bootstrap());
        settings.put("security.protocol", cluster.securityProtocol());
        settings.put("sasl.mechanisms", "PLAIN");
        settings.put("sasl.username", cluster.key().id());
        settings.put("sasl.password", cluster.key().secret());
        return heading("kcat -F FILE -L") + lines(settings);
    }

    /** Keyword arguments of kafka-python and the dictionary of confluent-kafka. */
    public String python() {
        return heading("KafkaProducer(**kafka_python) or Producer(confluent_kafka)")
                + """
                kafka_python = {
                    "bootstrap_servers": "%1$s",
                    "security_protocol": "%2$s",
                    "sasl_mechanism": "PLAIN",
                    "sasl_plain_username": "%3$s",
                    "sasl_plain_password": "%4$s",
                }
                confluent_kafka = {
                    "bootstrap.servers": "%1$s",
                    "security.protocol": "%2$s",
                    "sasl.mechanisms": "PLAIN",
                    "sasl.username": "%3$s",
                    "sasl.password": "%4$s",
                }""".formatted(
                                cluster.bootstrap(),
                                cluster.securityProtocol(),
                                cluster.key().id(),
                                cluster.key().secret());
    }

    private String heading(String use) {
        return "# Weir cluster " + cluster.id() + ". " + use + "\n";
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }
}
