package dev.weir.operator.login;

import dev.weir.tenants.events.ClusterSecret;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** An administrator's connection to one cluster, for one task: its token isn't renewed. */
public final class BrokerAdmin implements AutoCloseable {
    private static final int REQUEST_MILLIS = 3_000;
    private static final int CALL_MILLIS = 5_000;

    private final Admin admin;

    private BrokerAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Opens one.
     *
     * @param servers internal listeners, as {@code bootstrap.servers} wants them
     * @param authority PEM of what the brokers' certificates are signed with
     * @throws IOException when no key may sign yet, or no name resolves
     */
    public static BrokerAdmin open(String servers, ClusterSecret secret, String authority) throws IOException {
        String token = PlatformToken.of(secret, Instant.now())
                .orElseThrow(() -> new IOException("the cluster has no key that may sign yet"));
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "weir-operator");
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
        settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
        settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, authority);
        settings.put(SaslConfigs.SASL_MECHANISM, "OAUTHBEARER");
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required " + GivenToken.OPTION
                        + "=\"" + token + "\";");
        settings.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, GivenToken.class);
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        try {
            return new BrokerAdmin(Admin.create(settings));
        } catch (org.apache.kafka.common.KafkaException e) {
            throw new IOException("no broker of " + secret.cluster() + " can be reached", e);
        }
    }

    public Admin kafka() {
        return admin;
    }

    /** What the cluster refuses or doesn't answer is an IOException: the caller tries again. */
    public static <T> T await(KafkaFuture<T> answer) throws IOException {
        try {
            return answer.get(2L * CALL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ZERO);
    }
}
