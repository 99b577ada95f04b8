package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.tenants.events.ApiKeyRecord.State;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.kafka.common.security.scram.internals.ScramSaslClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class ScramIT {
    private static final String KEY = "SCRAMSCRAMSCRAM1";

    @BeforeAll
    static void aKeyOfToday() throws Exception {
        KafkaTestbed.scramKey(KEY, KafkaTestbed.ANNA, KafkaTestbed.annas());
    }

    private static Map<String, Object> settings(String mechanism, String key, String secret) {
        Map<String, Object> settings = new HashMap<>(Clients.settings(key, secret));
        settings.put("sasl.mechanism", mechanism);
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(key, secret));
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-512"})
    void whoHasTheSecretComesInAndNobodyElse(String mechanism) throws Exception {
        try (Admin admin = Admin.create(settings(mechanism, KEY, KafkaTestbed.SECRET))) {
            assertThat(admin.describeCluster().clusterId().get())
                    .isEqualTo(KafkaTestbed.annas().id());
        }
        try (Admin admin = Admin.create(settings(mechanism, KEY, "another"))) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class)
                    .hasMessageContaining("unknown API key or wrong secret");
        }
    }

    @Test
    void aKeyFromBeforeScramIsToldSo() {
        try (Admin admin = Admin.create(settings("SCRAM-SHA-256", ANNAS_KEY, KafkaTestbed.SECRET))) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class)
                    .hasMessageContaining("make a new key, or use PLAIN");
        }
    }

    @Test
    void bareMessagesOfOldClientsAreUnderstood() throws Exception {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.send(
                    ApiKeys.SASL_HANDSHAKE, (short) 0, new SaslHandshakeRequestData().setMechanism("SCRAM-SHA-512"));
            client.read();
            var scram = new ScramSaslClient(ScramMechanism.SCRAM_SHA_512, ScramIT::credentials);
            byte[] first = scram.evaluateChallenge(new byte[0]);
            client.sendLength(first.length);
            client.send(first);
            byte[] last = scram.evaluateChallenge(client.read());
            client.sendLength(last.length);
            client.send(last);
            // The server proves that it knows the verifier.
            assertThat(scram.evaluateChallenge(client.read())).isNullOrEmpty();
            assertThat(scram.isComplete()).isTrue();
            client.askMetadata();
        }
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("SCRAM-SHA-256"));
            assertThat(client.message("n,,n=nobody".getBytes(UTF_8)).errorMessage())
                    .contains("isn't one of SASL/SCRAM-SHA-256");
            assertThat(client.isClosedWithin(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void aRevokedKeyIsToldSo() throws Exception {
        KafkaTestbed.scramKey("SCRAMREVOKEDKEY1", KafkaTestbed.ANNA, KafkaTestbed.annas());
        try (Admin admin = Admin.create(settings("SCRAM-SHA-256", "SCRAMREVOKEDKEY1", KafkaTestbed.SECRET))) {
            admin.describeCluster().clusterId().get();
        }
        KafkaTestbed.key("SCRAMREVOKEDKEY1", KafkaTestbed.ANNA, KafkaTestbed.annas(), State.REVOKED);
        await("the revocation").atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
                client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("PLAIN"));
                assertThat(client.authenticate("SCRAMREVOKEDKEY1", KafkaTestbed.SECRET)
                                .errorMessage())
                        .contains("revoked");
            }
        });
    }

    private static void credentials(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(KEY);
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(KafkaTestbed.SECRET.toCharArray());
            }
        }
    }
}
