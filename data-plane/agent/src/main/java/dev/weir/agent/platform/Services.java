package dev.weir.agent.platform;

import dev.weir.agent.home.Endpoints;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.Settings;
import dev.weir.agent.program.Program;
import dev.weir.agent.supervision.Part;
import dev.weir.tenants.key.SecretHash;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What the control plane and the gateway are told. */
final class Services {
    private static final String HEALTH = "/q/health/ready";

    private final QuarkusPart quarkus;
    private final Settings settings;
    private final Secrets secrets;
    private final Endpoints endpoints;
    private final Function<String, ClientProperties> news;

    Services(
            QuarkusPart quarkus,
            Settings settings,
            Secrets secrets,
            Endpoints endpoints,
            Function<String, ClientProperties> news) {
        this.quarkus = quarkus;
        this.settings = settings;
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.news = news;
    }

    Part controlPlane() throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        listen(properties, settings.apiPort());
        properties.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + endpoints.postgres() + "/weir");
        properties.put("quarkus.flyway.username", "weir");
        properties.put("quarkus.flyway.password", secrets.postgresPassword());
        properties.put("quarkus.datasource.password", secrets.postgresPassword("weir_api"));
        properties.put("quarkus.datasource.system.password", secrets.postgresPassword("weir_system"));
        properties.putAll(news.apply(Program.CONTROL_PLANE.label()).messaging());
        properties.put("weir.secrets.master-key", secrets.masterKey());
        properties.put("weir.admin.key", secrets.adminKey());
        properties.put(
                "weir.admin.secret-sha256", SecretHash.of(secrets.adminSecret()).hex());
        properties.put("weir.endpoints.kafka", endpoints.kafka());
        properties.put("weir.endpoints.http", endpoints.http());
        properties.put("weir.endpoints.api", endpoints.api());
        properties.put("weir.region.id", "local");
        properties.put("weir.region.cloud", "AWS");
        properties.put("weir.region.max-awake-brokers", String.valueOf(settings.maxBrokers()));
        properties.put("weir.signup.mode", "OPEN");
        properties.put("weir.snapshots", snapshots(Program.CONTROL_PLANE));
        return quarkus.describe(
                Program.CONTROL_PLANE, properties, settings.listen() + ":" + settings.apiPort(), health());
    }

    Part gateway() throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        listen(properties, settings.httpPort());
        properties.put("weir.gateway.kafka.host", settings.listen());
        properties.put("weir.gateway.kafka.bootstrap-port", String.valueOf(settings.kafkaPort()));
        properties.put("weir.gateway.kafka.node-ports", String.valueOf(settings.nodePorts()));
        properties.put("weir.gateway.advertised-host", settings.advertised());
        if (settings.tlsCertificate() != null && settings.tlsKey() != null) {
            properties.put("weir.gateway.kafka.tls.certificate", settings.tlsCertificate());
            properties.put("weir.gateway.kafka.tls.key", settings.tlsKey());
        }
        if (settings.domain() != null) {
            properties.put("weir.gateway.kafka.tls.domain", settings.domain());
            properties.put("weir.gateway.kafka.tls.named-port", String.valueOf(settings.portForNames()));
        }
        properties.put("weir.gateway.snapshots", snapshots(Program.GATEWAY));
        properties.putAll(news.apply(Program.GATEWAY.label()).messaging());
        return quarkus.describe(Program.GATEWAY, properties, settings.listen() + ":" + settings.httpPort(), health());
    }

    private void listen(Map<String, String> properties, int port) {
        // A key that a program of another build doesn't know must not keep it from starting.
        properties.put("smallrye.config.mapping.validate-unknown", "false");
        properties.put("quarkus.http.host", settings.listen());
        if (settings.tlsCertificate() == null || settings.tlsKey() == null) {
            properties.put("quarkus.http.port", String.valueOf(port));
            return;
        }
        properties.put("quarkus.http.insecure-requests", "disabled");
        properties.put("quarkus.http.ssl-port", String.valueOf(port));
        properties.put("quarkus.http.tls-configuration-name", "weir");
        properties.put("quarkus.tls.weir.key-store.pem.0.cert", settings.tlsCertificate());
        properties.put("quarkus.tls.weir.key-store.pem.0.key", settings.tlsKey());
        properties.put("quarkus.tls.weir.reload-period", "1m");
    }

    private String health() {
        return (settings.tlsCertificate() == null ? "http:" : "https:") + HEALTH;
    }

    private String snapshots(Program program) throws IOException {
        return java.nio.file.Files.createDirectories(quarkus.home().snapshots().resolve(program.label()))
                .toString();
    }
}
