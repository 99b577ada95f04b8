package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.SaslHandshakeResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class BadInputIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AUTHENTICATION_TIMEOUT = Duration.ofSeconds(2);
    /** ApiVersions, version 0, without a client id. */
    private static final String VERSIONS_REQUEST = "\0\0\0\12\0\22\0\0\0\0\0\7\377\377";

    private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(5);

    @AfterEach
    void everybodyElseIsServed() throws Exception {
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            client.askMetadata();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 70_000, 100_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void impossibleLengthsBeforeAuthenticationEndTheConnection(int length) throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.sendLength(length);
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4_000_000, 100_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void impossibleLengthsAfterAuthenticationEndTheConnection(int length) throws IOException {
        try (var client = RawClient.authenticated(ANNAS_KEY)) {
            client.askMetadata();
            client.sendLength(length);
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void garbageEndsTheConnection() throws IOException {
        var random = new Random(1);
        for (int time = 0; time < 50; time++) {
            byte[] garbage = new byte[100];
            random.nextBytes(garbage);
            try (var before = new RawClient(KafkaTestbed.bootstrapPort());
                    var after = RawClient.authenticated(ANNAS_KEY)) {
                before.sendLength(garbage.length);
                before.send(garbage);
                after.sendLength(garbage.length);
                after.send(garbage);
                assertThat(before.isClosedWithin(SOON)).isTrue();
                assertThat(after.isClosedWithin(SOON)).isTrue();
            }
        }
    }

    @Test
    void httpIsNoKafka() throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void whoSaysNothingIsSentAway() throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            assertThat(client.isClosedWithin(AUTHENTICATION_TIMEOUT.minusMillis(500)))
                    .isFalse();
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void whoAsksForVersionsForEverIsSentAwayAfterAHandful() throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            try {
                // Never read, so that whatever is answered stays at the gateway.
                client.send(VERSIONS_REQUEST.repeat(10_000).getBytes(ISO_8859_1));
            } catch (SocketException e) {
                // Sent away before all of it was sent.
            }
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            for (int time = 0; time < 5; time++) {
                client.ask(ApiKeys.API_VERSIONS, RawClient.apiVersions());
            }
        }
    }

    @Test
    void requestsBeforeAuthenticationEndTheConnection() throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.ask(ApiKeys.API_VERSIONS, RawClient.apiVersions());
            client.send(ApiKeys.METADATA, new MetadataRequestData());
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void aWrongSecretIsSaidSoAndTheConnectionEnds() throws Exception {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("PLAIN"));
            var answer = client.authenticate(ANNAS_KEY, "wrong");
            assertThat(answer.errorCode()).isEqualTo(Errors.SASL_AUTHENTICATION_FAILED.code());
            assertThat(answer.errorMessage()).contains("unknown API key or wrong secret");
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
        try (Admin admin = Admin.create(Clients.settings(ANNAS_KEY, "wrong"))) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void anUnknownMechanismIsAnsweredWithTheKnownOnes() throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            var answer = (SaslHandshakeResponse)
                    client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("GSSAPI"));
            assertThat(answer.error()).isEqualTo(Errors.UNSUPPORTED_SASL_MECHANISM);
            assertThat(answer.enabledMechanisms())
                    .containsExactly("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void bareTokensOfOldClientsAreUnderstood() throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.send(ApiKeys.SASL_HANDSHAKE, (short) 0, new SaslHandshakeRequestData().setMechanism("PLAIN"));
            client.read();
            byte[] token = ("\0" + ANNAS_KEY + "\0" + KafkaTestbed.SECRET).getBytes(UTF_8);
            client.sendLength(token.length);
            client.send(token);
            assertThat(client.read()).isEmpty();
            client.askMetadata();
        }
    }

    @Test
    void halfSentFramesKeepNobodyOut() throws Exception {
        String topic = Clients.topic(ANNAS_KEY, 1);
        List<RawClient> holders = new ArrayList<>();
        try {
            for (int holder = 0; holder < 20; holder++) {
                var client = RawClient.authenticated(ANNAS_KEY);
                holders.add(client);
                client.sendLength(2_500_000);
                Thread.ofVirtual().start(() -> dribble(client));
            }
            long start = System.nanoTime();
            Clients.produce(ANNAS_KEY, topic, "small");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            Clients.produce(ANNAS_KEY, topic, "x".repeat(1_000_000));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(Clients.consume(ANNAS_KEY, topic, 2, Map.of("max.partition.fetch.bytes", 3_000_000)))
                    .hasSize(2);
            for (RawClient holder : holders) {
                assertThat(holder.isClosedWithin(FRAME_TIMEOUT.plusSeconds(3))).isTrue();
            }
        } finally {
            for (RawClient holder : holders) {
                holder.close();
            }
        }
    }

    /** All of the frame but its end, as far as the gateway takes it. */
    private static void dribble(RawClient client) {
        try {
            for (int part = 0; part < 24; part++) {
                client.send(new byte[100_000]);
            }
        } catch (IOException e) {
            // The gateway has lost its patience, which is what the test waits for.
        }
    }
}
