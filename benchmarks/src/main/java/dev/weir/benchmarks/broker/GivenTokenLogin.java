package dev.weir.benchmarks.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/** Logs a Kafka client in with the token in its JAAS options. Kafka makes it by its name. */
public final class GivenTokenLogin implements AuthenticateCallbackHandler {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private String token = "";
    private String subject = "";

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        Map<String, ?> options = entries.getFirst().getOptions();
        this.token = String.valueOf(options.get("token"));
        this.subject = String.valueOf(options.get("subject"));
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case OAuthBearerTokenCallback wanted ->
                    wanted.token(new Given(
                            token,
                            subject,
                            System.currentTimeMillis(),
                            System.currentTimeMillis() + LIFETIME.toMillis()));
                case SaslExtensionsCallback _ -> {}
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}

    private record Given(String value, String principalName, Long startTimeMs, long lifetimeMs)
            implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public @Nullable Long startTimeMs() {
            return startTimeMs;
        }

        @Override
        public String toString() {
            return "Given[principalName=" + principalName + "]";
        }
    }
}
