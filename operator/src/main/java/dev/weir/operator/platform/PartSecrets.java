package dev.weir.operator.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.operator.apply.Labels;
import dev.weir.tenants.events.PlatformAccess;
import dev.weir.tenants.key.SecretHash;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The Secrets that the platform's parts have as files: each only what it needs itself. Pure.
 *
 * @param namespace where they stand
 * @param secrets what they are made of
 * @param kafka bootstrap address of the platform's Kafka
 * @param authority PEM of who signs its certificate
 * @param postgres {@code host:port/database}
 */
record PartSecrets(String namespace, PlatformSecrets secrets, String kafka, String authority, String postgres) {
    static final String ROOT = "weir-platform";

    private static final String PROPERTIES = "weir.properties";

    List<Secret> all() {
        return List.of(controlPlane(), gateway(), database(), administrator());
    }

    /** All of them together: the operator's own. */
    Secret root() {
        return secret(ROOT, secrets.data());
    }

    private Secret controlPlane() {
        Map<String, String> settings = client(PlatformAccess.CONTROL_PLANE);
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + postgres);
        settings.put("quarkus.flyway.username", PlatformSecrets.POSTGRES_OWNER);
        settings.put("quarkus.flyway.password", secrets.postgres(PlatformSecrets.POSTGRES_OWNER));
        settings.put("quarkus.datasource.password", secrets.postgres(PlatformSecrets.POSTGRES_API));
        settings.put("quarkus.datasource.system.password", secrets.postgres(PlatformSecrets.POSTGRES_SYSTEM));
        settings.put("weir.secrets.master-key", secrets.masterKey());
        settings.put("weir.admin.key", secrets.adminKey());
        settings.put(
                "weir.admin.secret-sha256", SecretHash.of(secrets.adminSecret()).hex());
        return secret("weir-control-plane", Map.of(PROPERTIES, text(settings)));
    }

    private Secret gateway() {
        return secret("weir-gateway", Map.of(PROPERTIES, text(client(PlatformAccess.GATEWAY))));
    }

    /** For the image of Postgres: its superuser's password, and what it does with an empty folder. */
    private Secret database() {
        return secret(
                "weir-postgres",
                Map.of(
                        "password",
                        secrets.postgres(PlatformSecrets.POSTGRES_SUPERUSER),
                        "weir.sql",
                        "CREATE ROLE " + PlatformSecrets.POSTGRES_OWNER + " LOGIN CREATEROLE PASSWORD '"
                                + secrets.postgres(PlatformSecrets.POSTGRES_OWNER) + "';\nCREATE DATABASE weir OWNER "
                                + PlatformSecrets.POSTGRES_OWNER + ";\n"));
    }

    /** The key of whoever operates this Weir, to be read by people. */
    private Secret administrator() {
        return secret("weir-admin", Map.of("key", secrets.adminKey(), "secret", secrets.adminSecret()));
    }

    private Map<String, String> client(String user) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("kafka.security.protocol", "SASL_SSL");
        settings.put("kafka.ssl.truststore.type", "PEM");
        settings.put("kafka.ssl.truststore.certificates", authority);
        settings.put("kafka.sasl.mechanism", "PLAIN");
        settings.put(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + secrets.kafka(user) + "\";");
        return settings;
    }

    private Secret secret(String name, Map<String, String> data) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Labels.ofPlatform())
                .endMetadata()
                .withType("Opaque")
                .withData(encoded(data))
                .build();
    }

    static Map<String, String> encoded(Map<String, String> data) {
        return data.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Base64.getEncoder()
                                .encodeToString(entry.getValue().getBytes(UTF_8))));
    }

    private static String text(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        StringWriter writer = new StringWriter();
        try {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Its first line is the time, and what hasn't changed must look the same.
        return writer.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .reduce("", (all, line) -> all + line + "\n");
    }
}
