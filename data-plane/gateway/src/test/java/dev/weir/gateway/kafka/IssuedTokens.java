package dev.weir.gateway.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensions;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/** Gives Kafka's client tokens of the test's issuer, a new one whenever it asks. */
public final class IssuedTokens implements AuthenticateCallbackHandler {
    static final AtomicInteger ISSUED = new AtomicInteger();
    private Map<String, ?> options = Map.of();

    /** What a client needs to come in as a subject, to a cluster that it names. */
    static Map<String, Object> settings(String subject, String audience, String cluster, int lifeSeconds) {
        return Map.of(
                "sasl.mechanism",
                "OAUTHBEARER",
                "sasl.login.callback.handler.class",
                IssuedTokens.class.getName(),
                // So that there is a new token when the session asks for one.
                "sasl.login.refresh.window.factor",
                "0.5",
                "sasl.login.refresh.window.jitter",
                "0.0",
                "sasl.login.refresh.min.period.seconds",
                "0",
                "sasl.login.refresh.buffer.seconds",
                "0",
                "sasl.jaas.config",
                ("org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required subject=\"%s\""
                                + " audience=\"%s\" cluster=\"%s\" life=\"%d\";")
                        .formatted(subject, audience, cluster, lifeSeconds));
    }

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        options = entries.getFirst().getOptions();
    }

    @Override
    public void handle(Callback[] callbacks) {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback wanted) {
                wanted.token(token());
            } else if (callback instanceof SaslExtensionsCallback wanted
                    && !option("cluster").isEmpty()) {
                wanted.extensions(new SaslExtensions(Map.of("logicalCluster", option("cluster"))));
            }
        }
    }

    private String option(String name) {
        return String.valueOf(options.get(name));
    }

    private OAuthBearerToken token() {
        ISSUED.incrementAndGet();
        long now = System.currentTimeMillis();
        long life = Long.parseLong(option("life")) * 1000;
        String value = KafkaTestbed.issuer().token(option("subject"), option("audience"), Duration.ofMillis(life));
        return new Token(value, option("subject"), now, now + life);
    }

    @Override
    public void close() {}

    private record Token(String value, String principalName, Long startTimeMs, long lifetimeMs)
            implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
        }
    }
}
