package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.kafka.common.security.scram.internals.ScramSaslClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients prove again who they are, between their requests (KIP-368), with secrets; {@link TokenIT} does with tokens. */
@QuarkusTest
@TestProfile(ShortSessions.class)
@WithTestResource(KafkaTestbed.class)
class SessionsIT {
    private static final String KEY = "SESSIONSESSIONS1";
    private static final String OTHERS_KEY = "SESSIONSESSIONS2";
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LONG = ShortSessions.LIFE.multipliedBy(3);
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    @BeforeAll
    static void keys() throws Exception {
        KafkaTestbed.scramKey(KEY, KafkaTestbed.ANNA, KafkaTestbed.annas());
        KafkaTestbed.scramKey(OTHERS_KEY, KafkaTestbed.ROBOT, KafkaTestbed.annas());
    }

    private static Map<String, Object> settings(String mechanism) {
        Map<String, Object> settings = new HashMap<>(Clients.settings(KEY, SECRET));
        settings.put("sasl.mechanism", mechanism);
        if (!mechanism.equals("PLAIN")) {
            settings.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                            .formatted(KEY, SECRET));
        }
        return settings;
    }

    private static double count(Producer<?, ?> producer, String name) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    @Test
    void busyClientsKeepTheirConnections() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> clients = MECHANISMS.stream()
                    .<Callable<Boolean>>map(mechanism -> () -> isKept(mechanism, topic))
                    .toList();
            for (Future<Boolean> client : threads.invokeAll(clients)) {
                assertThat(client.get()).isTrue();
            }
        }
    }

    private static boolean isKept(String mechanism, String topic) throws Exception {
        try (var producer = Clients.producer(KEY, settings(mechanism))) {
            producer.send(new ProducerRecord<>(topic, "first")).get();
            double connections = count(producer, "connection-creation-total");
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                for (int i = 0; i < 20; i++) {
                    var _ = producer.send(new ProducerRecord<>(topic, "more"));
                }
                producer.send(new ProducerRecord<>(topic, "more")).get();
            }
            assertThat(count(producer, "successful-reauthentication-total"))
                    .as(mechanism)
                    .isGreaterThanOrEqualTo(2);
            assertThat(count(producer, "failed-reauthentication-total"))
                    .as(mechanism)
                    .isZero();
            assertThat(count(producer, "connection-creation-total"))
                    .as(mechanism)
                    .isEqualTo(connections);
            return true;
        }
    }

    /** The last answer of the dialogue. */
    private static SaslAuthenticateResponseData prove(RawClient client, String mechanism, String key)
            throws IOException, NoSuchAlgorithmException {
        client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism(mechanism));
        if (mechanism.equals("PLAIN")) {
            return client.authenticate(key, SECRET);
        }
        var scram = new ScramSaslClient(ScramMechanism.forMechanismName(mechanism), asked -> answer(asked, key));
        SaslAuthenticateResponseData challenge = client.message(scram.evaluateChallenge(new byte[0]));
        return client.message(scram.evaluateChallenge(challenge.authBytes()));
    }

    private static void answer(Callback[] callbacks, String key) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(key);
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(SECRET.toCharArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void whoIsLateIsClosedAtItsNextRequestAndWhoIsNotGoesOn(String mechanism) throws Exception {
        try (var late = new RawClient(KafkaTestbed.bootstrapPort());
                var inTime = new RawClient(KafkaTestbed.bootstrapPort())) {
            long lifetime = prove(late, mechanism, KEY).sessionLifetimeMs();
            assertThat(lifetime).isEqualTo(ShortSessions.LIFE.toMillis());
            late.askMetadata();
            prove(inTime, mechanism, KEY);
            assertThat(inTime.isClosedWithin(ShortSessions.LIFE.dividedBy(2))).isFalse();
            var again = prove(inTime, mechanism, KEY);
            assertThat(again.errorCode()).as(again.errorMessage()).isZero();
            assertThat(again.sessionLifetimeMs()).isEqualTo(lifetime);

            assertThat(late.isClosedWithin(ShortSessions.LIFE.dividedBy(2).plusMillis(200)))
                    .isFalse();
            late.send(ApiKeys.API_VERSIONS, RawClient.apiVersions());
            assertThat(late.isClosedWithin(SOON)).isTrue();
            inTime.askMetadata();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void nobodyBecomesSomebodyElse(String mechanism) throws Exception {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            prove(client, mechanism, KEY);
            client.askMetadata();
            var answer = prove(client, mechanism, OTHERS_KEY);
            assertThat(answer.errorCode()).isEqualTo(Errors.SASL_AUTHENTICATION_FAILED.code());
            assertThat(answer.errorMessage()).contains("u-anna", "can't become", "sa-robot");
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
        try (var other = new RawClient(KafkaTestbed.bootstrapPort())) {
            assertThat(prove(other, mechanism, OTHERS_KEY).errorCode()).isZero();
            other.askMetadata();
        }
    }

    /** Answers to what was asked before come first. */
    @Test
    void requestsInFlightAreAnsweredInOrder() throws Exception {
        try (var client = RawClient.authenticated(KEY)) {
            for (int round = 0; round < 5; round++) {
                int before = 50;
                for (int i = 0; i < before; i++) {
                    client.send(ApiKeys.API_VERSIONS, RawClient.apiVersions());
                }
                client.send(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("PLAIN"));
                for (int i = 0; i < before; i++) {
                    assertThat(client.read().length).isGreaterThan(100);
                }
                assertThat(client.read().length).isLessThan(100);
                assertThat(client.authenticate(KEY, SECRET).errorCode()).isZero();
            }
            client.askMetadata();
        }
    }
}
