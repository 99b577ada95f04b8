package dev.weir.operator.login;

import dev.weir.tenants.events.ClusterSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensions;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/** The platform at one cluster for longer than a token lives: signs another one whenever Kafka's client asks. */
public final class RenewedToken implements AuthenticateCallbackHandler {
    /** Among the client's settings: the cluster's secret. */
    public static final String SECRET = "weir.test.secret";

    private @Nullable ClusterSecret secret;

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> logins) {
        secret = (ClusterSecret) settings.get(SECRET);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case OAuthBearerTokenCallback asked -> asked.token(token());
                case SaslExtensionsCallback asked -> asked.extensions(SaslExtensions.empty());
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    /** One that lives as long as the operator's own. */
    public static String of(ClusterSecret secret) {
        return PlatformToken.of(secret, Instant.now()).orElseThrow();
    }

    private OAuthBearerToken token() {
        if (secret == null) {
            throw new IllegalStateException("no " + SECRET);
        }
        Instant now = Instant.now();
        return new Token(PlatformToken.of(secret, now).orElseThrow(), now.plus(PlatformToken.LIFE));
    }

    @Override
    public void close() {}

    private record Token(String value, Instant end) implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return end.toEpochMilli();
        }

        @Override
        public String principalName() {
            return "test";
        }

        @Override
        public Long startTimeMs() {
            return end.minus(PlatformToken.LIFE).toEpochMilli();
        }

        @Override
        public String toString() {
            return "Token";
        }
    }
}
