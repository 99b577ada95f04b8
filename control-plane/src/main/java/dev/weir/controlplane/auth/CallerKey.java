package dev.weir.controlplane.auth;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.SessionId;

/** By what a caller was recognised. None of it is secret. */
public sealed interface CallerKey {
    String value();

    /** A Cloud API key. */
    record Key(ApiKeyId id) implements CallerKey {
        @Override
        public String value() {
            return id.value();
        }
    }

    /** A login with e-mail address and password. */
    record Session(SessionId id) implements CallerKey {
        @Override
        public String value() {
            return id.value();
        }
    }

    /**
     * A token of the configured OIDC issuer.
     *
     * @param subject whom the issuer means
     */
    record IssuedToken(String subject) implements CallerKey {
        @Override
        public String value() {
            return subject;
        }
    }
}
