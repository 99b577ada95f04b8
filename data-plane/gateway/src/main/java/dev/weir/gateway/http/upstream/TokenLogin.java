package dev.weir.gateway.http.upstream;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensions;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerRefreshingLogin;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerSaslClientCallbackHandler;
import org.jspecify.annotations.Nullable;

/** Gives Kafka's clients the tokens with which they speak as a caller. Kafka makes it, from the class in the settings. */
@RegisterForReflection(
        targets = {
            TokenLogin.class,
            OAuthBearerLoginModule.class,
            OAuthBearerRefreshingLogin.class,
            OAuthBearerSaslClientCallbackHandler.class
        })
public final class TokenLogin implements AuthenticateCallbackHandler {
    /** The setting with a {@code Supplier<OAuthBearerToken>}. */
    static final String TOKENS = "weir.tokens";

    private @Nullable Supplier<?> tokens;

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> logins) {
        tokens = (Supplier<?>) settings.get(TOKENS);
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case OAuthBearerTokenCallback token -> token.token(next());
                case SaslExtensionsCallback extensions -> extensions.extensions(SaslExtensions.empty());
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private OAuthBearerToken next() throws IOException {
        if (tokens != null && tokens.get() instanceof OAuthBearerToken token) {
            return token;
        }
        throw new IOException("no token to be had");
    }

    @Override
    public void close() {}
}
