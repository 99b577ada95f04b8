package dev.weir.gateway.testbed;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.events.PlatformTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
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

    private boolean makeTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(client())) {
            Set<String> present = admin.listTopics().names().get();
            admin.createTopics(Arrays.stream(PlatformTopic.values())
                            .filter(topic -> !present.contains(topic.topicName()))
                            .map(topic -> new NewTopic(topic.topicName(), Optional.of(1), Optional.empty())
                                    .configs(Map.of("cleanup.policy", "compact")))
                            .toList())
                    .all()
                    .get();
            return true;
        }
    }

    public void start() throws IOException {
        process.start();
        // On a busy machine a broker is fenced for a moment.
        await("a platform with topics")
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(this::makeTopics);
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

    /** All that was written to a topic under a key, oldest first. */
    public <T> List<T> read(PlatformTopic topic, String key, Class<T> type) {
        var partition = new TopicPartition(topic.topicName(), 0);
        List<T> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (key.equals(record.key())) {
                        values.add(JSON.readValue(record.value(), type));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
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
