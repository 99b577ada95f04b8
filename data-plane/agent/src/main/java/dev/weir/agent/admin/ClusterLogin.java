package dev.weir.agent.admin;

import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.events.ClusterSecret;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * How to come into one running cluster.
 *
 * @param servers its brokers' internal listeners, as {@code bootstrap.servers} wants them
 * @param secret what its brokers accept
 */
public record ClusterLogin(String servers, ClusterSecret secret) {
    private static final int REQUEST_MILLIS = 5_000;
    private static final int CALL_MILLIS = 10_000;

    /** As the platform's own user. Close it soon: its token isn't renewed. */
    public Admin open() throws IOException {
        return Admin.create(settings(BrokerSpec.PLATFORM_USER)
                .orElseThrow(() -> new IOException("the cluster has no key that may sign yet")));
    }

    /** What a Kafka client needs to speak as somebody; nothing while no key may sign. */
    Optional<Map<String, Object>> settings(String subject) {
        return ClusterTokens.sign(secret, subject, Instant.now()).map(this::settingsWith);
    }

    private Map<String, Object> settingsWith(String token) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "weir-agent");
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_PLAINTEXT");
        settings.put(SaslConfigs.SASL_MECHANISM, "OAUTHBEARER");
        // Clients whose text is the same share a login, so the token stands in it.
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required " + TokenLogin.TOKEN
                        + "=\"" + token + "\";");
        settings.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, TokenLogin.class);
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 20L);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 20L);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        return settings;
    }

    @Override
    public String toString() {
        return "ClusterLogin[servers=" + servers + "]";
    }
}
