package dev.weir.operator.login;

import io.quarkus.runtime.annotations.RegisterForReflection;
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

/** Hands Kafka's client the token that stands in its login's options. Kafka makes it, from its name. */
@RegisterForReflection
public final class GivenToken implements AuthenticateCallbackHandler {
    static final String OPTION = "token";

    private String token = "";

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> logins) {
        token = String.valueOf(logins.getFirst().getOptions().get(OPTION));
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case OAuthBearerTokenCallback asked -> asked.token(new Token(token));
                case SaslExtensionsCallback asked -> asked.extensions(SaslExtensions.empty());
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}

    private record Token(String value) implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return System.currentTimeMillis() + PlatformToken.LIFE.toMillis();
        }

        @Override
        public String principalName() {
            return "operator";
        }

        @Override
        public @Nullable Long startTimeMs() {
            return null;
        }

        @Override
        public String toString() {
            return "Token";
        }
    }
}
