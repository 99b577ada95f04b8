package dev.weir.operator.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.key.SecretHash;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlatformSecretsTest {
    private static final String AUTHORITY = "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n";

    private final PlatformSecrets secrets = PlatformSecrets.draw();
    private final PartSecrets parts =
            new PartSecrets("weir-system", secrets, "kafka:9092", AUTHORITY, "postgres:5432/weir");
    private final Map<String, Secret> byName = parts.all().stream()
            .collect(Collectors.toMap(each -> each.getMetadata().getName(), each -> each));

    @Test
    void everyDrawIsAnother() {
        assertThat(PlatformSecrets.draw().data().values())
                .doesNotContainAnyElementsOf(secrets.data().values());
    }

    @Test
    void whatIsKeptIsReadAgain() {
        assertThat(PlatformSecrets.read(parts.root()).data()).isEqualTo(secrets.data());
    }

    @Test
    void whatWasKeptGivesTheSameSecretsAgain() {
        var again = new PartSecrets(
                "weir-system", PlatformSecrets.read(parts.root()), "kafka:9092", AUTHORITY, "postgres:5432/weir");
        assertThat(again.all()).isEqualTo(parts.all());
    }

    @Test
    void eachPartHasItsOwnAndNoMore() {
        Properties gateway = properties("weir-gateway");
        assertThat(gateway)
                .hasSize(6)
                .containsEntry("kafka.ssl.truststore.certificates", AUTHORITY)
                .containsEntry("kafka.bootstrap.servers", "kafka:9092");
        assertThat(gateway.getProperty("kafka.sasl.jaas.config"))
                .contains("username=\"gateway\" password=\"" + secrets.kafka("gateway") + "\"")
                .doesNotContain(secrets.kafka("control-plane"));
        Properties controlPlane = properties("weir-control-plane");
        assertThat(controlPlane)
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://postgres:5432/weir")
                .containsEntry("weir.secrets.master-key", secrets.masterKey())
                .containsEntry(
                        "weir.admin.secret-sha256",
                        SecretHash.of(secrets.adminSecret()).hex());
        assertThat(controlPlane.values().toString())
                .doesNotContain(secrets.postgres(PlatformSecrets.POSTGRES_SUPERUSER), secrets.adminSecret());
    }

    @Test
    void postgresMakesTheRoleThatTheControlPlaneUses() {
        assertThat(text(byName.get("weir-postgres"), "weir.sql"))
                .contains("'" + properties("weir-control-plane").getProperty("quarkus.flyway.password") + "'");
    }

    @Test
    void thePlatformsKafkaKnowsItsClients() throws IOException {
        var json = new ObjectMapper();
        Secret keys = new PlatformCluster(json, "cluster.local").keys(secrets);
        var known = json.readValue(text(keys, "passwords.json"), PasswordAuthentication.class);
        assertThat(known.passwords())
                .containsOnlyKeys("control-plane", "gateway")
                .containsEntry("gateway", secrets.kafka("gateway"));
    }

    private Properties properties(String secret) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(byName.get(secret), "weir.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String text(Secret secret, String entry) {
        return new String(Base64.getDecoder().decode(secret.getData().get(entry)), UTF_8);
    }
}
