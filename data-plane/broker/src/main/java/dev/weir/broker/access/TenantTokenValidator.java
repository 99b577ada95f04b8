package dev.weir.broker.access;

import dev.weir.tenants.broker.BrokerSpec;
import java.io.IOException;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler;
import org.jspecify.annotations.Nullable;

/** Kafka's own check of a token (signature, issuer, audience, times), and then that its subject is one of ours. */
public final class TenantTokenValidator extends OAuthBearerValidatorCallbackHandler {
    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        super.handle(callbacks);
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerValidatorCallback validation && !isOurs(validation.token())) {
                validation.error("invalid_token", null, null);
            }
        }
    }

    private static boolean isOurs(@Nullable OAuthBearerToken token) {
        return token == null || mayBe(token.principalName());
    }

    /** A tenant's principal or the platform's; never the brokers' own name, which is a super user. */
    static boolean mayBe(String subject) {
        return subject.equals(BrokerSpec.PLATFORM_USER) || Principals.isTenant(subject);
    }
}
