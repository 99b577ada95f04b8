package dev.weir.cli.cluster;

import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.context.Trust;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a Kafka client has to be told to reach one cluster. */
public final class ClientConfig {
    private static final String TLS = "SASL_SSL";

    private final ClusterAccess cluster;
    private final Mechanism mechanism;
    private final @Nullable Path authority;

    ClientConfig(ClusterAccess cluster, Mechanism mechanism, @Nullable Path authority) {
        this.cluster = cluster;
        this.mechanism = mechanism;
        this.authority = cluster.securityProtocol().equals(TLS) ? authority : null;
    }

    public static ClientConfig of(ClusterAccess cluster) {
        return of(cluster, Mechanism.PLAIN);
    }

    /** Trusts the authority of this WEIR_HOME, if the cluster speaks TLS and there is one. */
    static ClientConfig of(ClusterAccess cluster, Mechanism mechanism) {
        return new ClientConfig(cluster, mechanism, Trust.authority().orElse(null));
    }

    /** How the secret is shown. */
    enum Mechanism {
        PLAIN("PLAIN", "plain.PlainLoginModule"),
        SCRAM_SHA_256("SCRAM-SHA-256", "scram.ScramLoginModule"),
        SCRAM_SHA_512("SCRAM-SHA-512", "scram.ScramLoginModule");

        private final String kafkaName;
        private final String module;

        Mechanism(String kafkaName, String module) {
            this.kafkaName = kafkaName;
            this.module = module;
        }

        String kafkaName() {
            return kafkaName;
        }
    }

    /** For the Java client: its settings by their names. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("bootstrap.servers", cluster.bootstrap());
        settings.put("security.protocol", cluster.securityProtocol());
        settings.put("sasl.mechanism", mechanism.kafkaName());
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
                        .formatted(
                                mechanism.module,
                                cluster.key().id(),
                                cluster.key().secret()));
        if (authority != null) {
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.location", authority.toString());
        }
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
        settings.put("sasl.mechanisms", mechanism.kafkaName());
        settings.put("sasl.username", cluster.key().id());
        settings.put("sasl.password", cluster.key().secret());
        if (authority != null) {
            settings.put("ssl.ca.location", authority.toString());
        }
        return heading("kcat -F FILE -L") + lines(settings);
    }

    /** Keyword arguments of kafka-python and the dictionary of confluent-kafka. */
    public String python() {
        return heading("KafkaProducer(**kafka_python) or Producer(confluent_kafka)")
                + """
                kafka_python = {
                    "bootstrap_servers": "%1$s",
                    "security_protocol": "%2$s",
                    "sasl_mechanism": "%5$s",
                    "sasl_plain_username": "%3$s",
                    "sasl_plain_password": "%4$s",
                %6$s}
                confluent_kafka = {
                    "bootstrap.servers": "%1$s",
                    "security.protocol": "%2$s",
                    "sasl.mechanisms": "%5$s",
                    "sasl.username": "%3$s",
                    "sasl.password": "%4$s",
                %7$s}""".formatted(
                                cluster.bootstrap(),
                                cluster.securityProtocol(),
                                cluster.key().id(),
                                cluster.key().secret(),
                                mechanism.kafkaName(),
                                entry("ssl_cafile"),
                                entry("ssl.ca.location"));
    }

    private String entry(String name) {
        return authority == null ? "" : "    \"" + name + "\": \"" + authority + "\",\n";
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
