package dev.weir.gateway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.LoginTokens;
import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of the platform's own: an API key's owner makes them, and hands them to whoever shall not have the key. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class LentTokenIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOR_KAFKA = "{\"protocol\":\"kafka\",\"minutes\":2}";

    @Inject
    LoginTokens tokens;

    private static JsonNode made(String key, String request) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((key + ":" + KafkaTestbed.SECRET).getBytes(UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(
                                    ConfigProvider.getConfig().getValue("test.url", String.class) + "/weir/v1/tokens"))
                            .header("Authorization", "Basic " + basic)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(request))
                            .build(),
                    BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        }
    }

    private static String token(String key) throws IOException, InterruptedException {
        JsonNode made = made(key, FOR_KAFKA);
        assertThat(made.path("protocol").asText()).as(made.toString()).isEqualTo("KAFKA");
        return made.path("token").asText();
    }

    /** Without saying which cluster is meant: the token does. */
    private static SaslAuthenticateResponseData show(RawClient client, String token) throws IOException {
        client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("OAUTHBEARER"));
        return client.message(("n,,\u0001auth=Bearer " + token + "\u0001\u0001").getBytes(UTF_8));
    }

    private static void refused(String token, String reason) throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            assertThat(show(client, token).errorMessage()).contains(reason);
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void aClientOfKafkasOwnComesInByAFileWithTheToken(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), token(KafkaTestbed.ANNAS_KEY));
        String url = file.toUri().toString();
        System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", url);
        Clients.topic(KafkaTestbed.ANNAS_KEY, "lent", 1);
        Map<String, Object> settings = Map.of(
                "sasl.mechanism",
                "OAUTHBEARER",
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
                "sasl.oauthbearer.token.endpoint.url",
                url,
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
        try (var producer = Clients.producer("", settings)) {
            producer.send(new ProducerRecord<>("lent", "by a lent token")).get();
        }
        assertThat(Clients.consume(KafkaTestbed.ANNAS_KEY, "lent", 1, Map.of())).containsExactly("by a lent token");
    }

    @Test
    void theSessionEndsWithTheToken() throws Exception {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            var answer = show(client, token(KafkaTestbed.ANNAS_KEY));
            assertThat(answer.errorMessage()).isNullOrEmpty();
            assertThat(answer.sessionLifetimeMs()).isBetween(60_000L, 120_000L);
            client.askMetadata();
        }
        var annas = new Authentication.Accepted(
                new ApiKeyId(KafkaTestbed.ANNAS_KEY),
                PrincipalId.of(KafkaTestbed.ANNA),
                new ClusterId(KafkaTestbed.annas().id()));
        Instant soon = Instant.now().plusSeconds(3);
        String shortLived =
                tokens.issue(annas, new ApiKeyId(KafkaTestbed.ANNAS_KEY), soon).orElseThrow();
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            show(client, shortLived);
            client.askMetadata();
            assertThat(client.isClosedWithin(Duration.ofSeconds(3).plus(SOON))).isTrue();
        }
        refused(shortLived, "has expired");
    }

    @Test
    void otherTokensDontCount() throws Exception {
        String annas = token(KafkaTestbed.ANNAS_KEY);
        refused(annas.substring(0, annas.length() - 4) + "AAAA", "isn't one of cluster");
        // Berts claims under Anna's signature, and the other way round.
        String[] one = annas.split("\\.", -1);
        String[] other = token(KafkaTestbed.BERTS_KEY).split("\\.", -1);
        refused(one[0] + "." + other[1] + "." + one[2], "isn't one of cluster");
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            assertThat(client.showToken(annas, KafkaTestbed.berts().id()).errorMessage())
                    .contains("another cluster");
        }
        String forHttp = made(KafkaTestbed.ANNAS_KEY, "{\"topics\":[\"lent\"],\"operations\":[\"READ\"]}")
                .path("token")
                .asText();
        refused(forHttp, "say which cluster");
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            assertThat(client.showToken(forHttp, KafkaTestbed.annas().id()).errorMessage())
                    .contains("knows no identity provider");
        }
        assertThat(made(KafkaTestbed.ANNAS_KEY, "{\"protocol\":\"KAFKA\",\"topics\":[\"a\"]}")
                        .path("error_code")
                        .asInt())
                .isEqualTo(40002);
        assertThat(made(KafkaTestbed.ANNAS_KEY, "{\"protocol\":\"AMQP\"}")
                        .path("error_code")
                        .asInt())
                .isEqualTo(40002);
    }

    @Test
    void aTokensConnectionsEndWithItsKey() throws Exception {
        String key = "LENDINGLENDINGL1";
        KafkaTestbed.key(key, KafkaTestbed.ANNA, KafkaTestbed.annas(), ApiKeyRecord.State.ACTIVE);
        String lent = await().ignoreExceptions().until(() -> token(key), token -> !token.isEmpty());
        try (var gone = new RawClient(KafkaTestbed.bootstrapPort());
                var kept = new RawClient(KafkaTestbed.bootstrapPort())) {
            show(gone, lent);
            gone.askMetadata();
            show(kept, token(KafkaTestbed.ANNAS_KEY));
            KafkaTestbed.key(key, KafkaTestbed.ANNA, KafkaTestbed.annas(), ApiKeyRecord.State.REVOKED);
            assertThat(gone.isClosedWithin(SOON)).isTrue();
            kept.askMetadata();
        }
        refused(lent, "is revoked");
    }
}
