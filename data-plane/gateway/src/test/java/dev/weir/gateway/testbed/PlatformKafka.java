package dev.weir.gateway.testbed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.events.PlatformTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The platform's own Kafka, with its topics; writes what control plane and agent would. */
public final class PlatformKafka implements AutoCloseable {
    private static final String USER = BrokerSpec.PLATFORM_USER;
    private static final String PASSWORD = "platform-password";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BrokerNode node = new BrokerNode(
            0,
            "127.0.0.1",
            BrokerProcess.freePort(),
            BrokerProcess.freePort(),
            BrokerProcess.freePort(),
            "127.0.0.1",
            0);
    private final BrokerProcess process;
    private Producer<String, byte[]> producer;

    public PlatformKafka(Path folder) throws IOException {
        var advertised = new BrokerNode(
                0,
                node.host(),
                node.gatewayPort(),
                node.internalPort(),
                node.controllerPort(),
                node.host(),
                node.gatewayPort());
        process = new BrokerProcess(
                new BrokerSpec(
                        BrokerSpec.SCHEMA,
                        "lkc-platform",
                        0,
                        List.of(advertised),
                        folder.resolve("data").toString(),
                        1,
                        1,
                        1024 * 1024,
                        "internal-password",
                        null,
                        new PasswordAuthentication(Map.of(USER, PASSWORD)),
                        List.of(USER),
                        List.of()),
                folder);
    }

    public void start() throws IOException {
        process.start();
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(Arrays.stream(PlatformTopic.values())
                            .map(topic -> new NewTopic(topic.topicName(), Optional.of(1), Optional.empty())
                                    .configs(Map.of("cleanup.policy", "compact")))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());
    }

    public void write(PlatformTopic topic, String key, Object record) {
        try {
            producer.send(new ProducerRecord<>(topic.topicName(), key, JSON.writeValueAsBytes(record)))
                    .get();
        } catch (InterruptedException | ExecutionException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As SIGKILL does. */
    public void kill() {
        process.kill();
    }

    /** After {@link #kill}, with the same data. */
    public void restart() throws IOException {
        process.start();
    }

    /** The settings with which a gateway finds it. */
    public Map<String, String> gatewaySettings() {
        Map<String, String> settings = new HashMap<>();
        client().forEach((key, value) -> settings.put("kafka." + key, String.valueOf(value)));
        return settings;
    }

    private Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers",
                node.host() + ":" + node.gatewayPort(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(USER, PASSWORD));
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
        process.close();
    }
}
