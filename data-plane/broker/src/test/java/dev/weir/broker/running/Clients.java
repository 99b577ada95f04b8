package dev.weir.broker.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own clients at one address with one identity. */
public record Clients(Map<String, Object> settings) {
    private static final int TIMEOUT_MILLIS = 20_000;

    public static Clients anonymous(String bootstrap) {
        return new Clients(Map.of(
                "bootstrap.servers",
                bootstrap,
                "default.api.timeout.ms",
                TIMEOUT_MILLIS,
                "request.timeout.ms",
                TIMEOUT_MILLIS / 10,
                "reconnect.backoff.ms",
                20,
                "reconnect.backoff.max.ms",
                100));
    }

    public static Clients withToken(String bootstrap, String token) {
        return anonymous(bootstrap)
                .with(Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "OAUTHBEARER",
                        "sasl.login.callback.handler.class",
                        TokenLogin.class.getName(),
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required token=\"" + token
                                + "\";"));
    }

    public static Clients withPassword(String bootstrap, String user, String password) {
        return anonymous(bootstrap)
                .with(Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user
                                + "\" password=\""
                                + password.replace("\\", "\\\\").replace("\"", "\\\"") + "\";"));
    }

    public Clients with(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return new Clients(all);
    }

    public Admin admin() {
        return Admin.create(settings);
    }

    public KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                with(Map.of("acks", "all", "delivery.timeout.ms", TIMEOUT_MILLIS, "max.block.ms", TIMEOUT_MILLIS))
                        .settings(),
                new StringSerializer(),
                new StringSerializer());
    }

    public KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                with(Map.of("group.id", group, "auto.offset.reset", "earliest")).settings(),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /** The values of a topic's first records, as a group of its own reads them; fewer only after twenty seconds. */
    public List<String> read(String topic, String group, int records) {
        List<String> values = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofMillis(TIMEOUT_MILLIS).toNanos();
        try (KafkaConsumer<String, String> consumer = consumer(group)) {
            consumer.subscribe(List.of(topic));
            while (values.size() < records && System.nanoTime() < end) {
                for (ConsumerRecord<String, String> polled : consumer.poll(Duration.ofMillis(100))) {
                    values.add(polled.value());
                }
            }
        }
        return values;
    }
}
