package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code weir up --tls}: everything is encrypted, and Java clients connect with what {@code weir client-config} prints. */
class EncryptedIT {
    private static final String DOMAIN = "weir.localhost";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static int namedPort;
    private static LocalWeir weir;
    private static String cluster;

    @BeforeAll
    static void start() throws IOException {
        namedPort = LocalWeir.freePorts(1);
        weir = LocalWeir.start("encrypted", "--tls", "--domain", DOMAIN, "--named-port", String.valueOf(namedPort));
        weir.weir(
                        "signup",
                        "--email",
                        "ada@example.org",
                        "--organization",
                        "Engines",
                        "--password",
                        "correct horse battery")
                .ok();
        JsonNode made = LocalWeir.JSON.readTree(weir.weir("cluster", "create", "orders", "--wait", "--json")
                .ok()
                .out());
        cluster = made.get("id").asText();
    }

    @AfterAll
    static void stop() {
        weir.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void aClientConnectsWithThePrintedConfiguration(String mechanism) throws Exception {
        Properties printed = printed(mechanism);
        assertThat(printed)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", mechanism)
                .containsEntry("ssl.truststore.type", "PEM");
        walk(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-512"})
    void aClusterHasANameAsWell(String mechanism) throws Exception {
        Properties printed = printed(mechanism);
        printed.put("bootstrap.servers", cluster + "." + DOMAIN + ":" + namedPort);
        walk(printed);
        printed.put("bootstrap.servers", "lkc-another." + DOMAIN + ":" + namedPort);
        printed.put("default.api.timeout.ms", "4000");
        printed.put("request.timeout.ms", "3000");
        try (Admin admin = Admin.create(printed)) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get()).isNotNull();
        }
    }

    @Test
    void nobodySpeaksPlainText() throws Exception {
        Properties plain = printed("PLAIN");
        plain.put("security.protocol", "SASL_PLAINTEXT");
        plain.put("default.api.timeout.ms", "4000");
        plain.put("request.timeout.ms", "3000");
        try (Admin admin = Admin.create(plain)) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get()).isNotNull();
        }
    }

    private static Properties printed(String mechanism) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(
                weir.weir("client-config", "--mechanism", mechanism).ok().out()));
        return properties;
    }

    private static void walk(Properties settings) throws Exception {
        String topic = "walked-" + UUID.randomUUID();
        try (Admin admin = Admin.create(settings)) {
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(cluster);
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "encrypted")).get();
        }
        Properties reading = new Properties();
        reading.putAll(settings);
        reading.put("group.id", topic);
        reading.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + PATIENCE.toNanos();
            var records = consumer.poll(Duration.ofMillis(100));
            while (records.isEmpty() && System.nanoTime() < end) {
                records = consumer.poll(Duration.ofMillis(100));
            }
            assertThat(records)
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("encrypted"));
        }
    }
}
