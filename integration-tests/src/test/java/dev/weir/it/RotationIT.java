package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The secret between gateways and a cluster's broker is replaced while records flow. */
class RotationIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int TOKEN_SECONDS = 10;
    private static final int PARTITIONS = 3;
    private static final int RECORDS_PER_SECOND = 600;

    private static LocalWeir weir;

    @BeforeAll
    static void start() throws IOException {
        Path home = LocalWeir.emptyHome("rotation");
        Files.writeString(
                home.resolve("control-plane.properties"),
                "weir.secret-rotation.lead=2s\nweir.secret-rotation.overlap=" + (TOKEN_SECONDS + 2) + "s\n");
        Files.writeString(home.resolve("gateway.properties"), "weir.gateway.state.token-life=" + TOKEN_SECONDS + "s\n");
        weir = LocalWeir.startAt(home);
    }

    @AfterAll
    static void stop() {
        weir.close();
    }

    @Test
    void rotatingUnderLoadClosesNoConnectionAndEndsTheOldSecret() throws IOException {
        Tenant tenant = Tenant.signUp(weir);
        Records.createTopic(tenant, "rotated", PARTITIONS);
        try (var producer = new SteadyProducer(tenant, "rotated", PARTITIONS, RECORDS_PER_SECOND);
                var reader = new SteadyReader(tenant, "rotated", PARTITIONS)) {
            flowFor(1, producer);
            double closed = producer.closedConnections();
            double closedByReader = reader.closedConnections();
            for (int round = 1; round <= 2; round++) {
                JsonNode old = onlyKey(tenant);
                assertThat(isAccepted(tenant, old))
                        .as("before rotation %d", round)
                        .isTrue();
                rotate(tenant);
                JsonNode present = onlyKey(tenant);
                assertThat(present).isNotEqualTo(old);
                assertThat(isAccepted(tenant, old))
                        .as("the old secret after rotation %d", round)
                        .isFalse();
                assertThat(isAccepted(tenant, present))
                        .as("the new secret after rotation %d", round)
                        .isTrue();
            }
            // As long as a token lives, each session has to be renewed with what is left.
            flowFor(TOKEN_SECONDS + 2, producer);
            producer.finish();
            assertThat(producer.failures()).isEmpty();
            assertThat(producer.closedConnections()).isEqualTo(closed);
            await("all that was sent is read").atMost(LIMIT).until(() -> reader.count() >= producer.sent());
            assertThat(reader.closedConnections()).isEqualTo(closedByReader);
            assertThat(reader.outOfOrder()).isEmpty();
            assertThat(reader.count()).isEqualTo(producer.sent());
        }
    }

    private static void rotate(Tenant tenant) throws IOException {
        assertThat(command(tenant).path("step").asText()).isEqualTo("SPREADING");
        await("the rotation ends")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> command(tenant, "--show").path("step").asText().equals("NONE"));
        await("the agent has dropped the old key")
                .atMost(LIMIT)
                .until(() -> keys(tenant).size() == 1);
    }

    private static JsonNode command(Tenant tenant, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("admin", "rotate-secret", "--json", "--cluster", tenant.cluster()));
        arguments.addAll(List.of(more));
        return LocalWeir.JSON.readTree(
                weir.weir(arguments.toArray(String[]::new)).ok().out());
    }

    private static void flowFor(int seconds, SteadyProducer producer) {
        long wanted = producer.acknowledgements() + (long) seconds * RECORDS_PER_SECOND;
        await("records flow").atMost(LIMIT).until(() -> producer.acknowledgements() >= wanted);
    }

    private static JsonNode onlyKey(Tenant tenant) throws IOException {
        assertThat(keys(tenant)).hasSize(1);
        return keys(tenant).get(0);
    }

    private static JsonNode keys(Tenant tenant) throws IOException {
        return LocalWeir.JSON
                .readTree(files(tenant).resolve("secret.json").toFile())
                .path("keys");
    }

    private static Path files(Tenant tenant) {
        return weir.home().resolve("clusters").resolve(tenant.cluster());
    }

    /** Whether the broker itself lets somebody in whom this key names. */
    private static boolean isAccepted(Tenant tenant, JsonNode key) throws IOException {
        JsonNode place = LocalWeir.JSON
                .readTree(files(tenant).resolve("address.json").toFile())
                .path("nodes")
                .get(0);
        var settings = new Properties();
        settings.put(
                "bootstrap.servers",
                place.path("host").asText() + ":" + place.path("second").asText());
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "OAUTHBEARER");
        settings.put("sasl.login.callback.handler.class", GivenToken.class.getName());
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required token=\""
                        + token(tenant, key) + "\";");
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(SaslAuthenticationException.class);
            return false;
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String token(Tenant tenant, JsonNode key) {
        long now = Instant.now().getEpochSecond();
        String unsigned = encoded("{\"alg\":\"HS256\",\"kid\":\"%s\"}"
                        .formatted(key.path("keyId").asText()))
                + "."
                + encoded("{\"iss\":\"weir-gateway\",\"aud\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
                        .formatted(tenant.cluster(), tenant.user(), now, now + TOKEN_SECONDS));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getUrlDecoder().decode(key.path("secret").asText()), "HmacSHA256"));
            return unsigned + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(unsigned.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
