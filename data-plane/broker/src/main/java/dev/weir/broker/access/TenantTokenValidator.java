package dev.weir.broker.access;

import dev.weir.tenants.broker.BrokerSpec;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerExtensionsValidatorCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in whose token {@link TokenCheck} finds valid and whose subject is one of ours. */
public final class TenantTokenValidator implements AuthenticateCallbackHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TenantTokenValidator.class);

    private @Nullable TokenCheck check;

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        check = TokenCheck.of(configs, mechanism);
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case OAuthBearerValidatorCallback validation -> validate(validation);
                case OAuthBearerExtensionsValidatorCallback extensions ->
                    extensions.inputExtensions().map().keySet().forEach(extensions::valid);
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private void validate(OAuthBearerValidatorCallback validation) {
        if (check == null) {
            throw new IllegalStateException("not configured");
        }
        try {
            OAuthBearerToken token = check.token(validation.tokenValue());
            if (mayBe(token.principalName())) {
                validation.token(token);
                return;
            }
            LOG.warn("event=token-refused reason=subject");
        } catch (InvalidJwtException | MalformedClaimException invalid) {
            LOG.warn("event=token-refused reason=\"{}\"", invalid.getMessage());
        }
        validation.error("invalid_token", null, null);
    }

    /** A tenant's principal or the platform's; never the brokers' own name, which is a super user. */
    static boolean mayBe(String subject) {
        return subject.equals(BrokerSpec.PLATFORM_USER) || Principals.isTenant(subject);
    }

    @Override
    public void close() {}
}
