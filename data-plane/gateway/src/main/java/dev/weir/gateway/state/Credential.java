package dev.weir.gateway.state;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.IdentityProviderId;
import java.time.Instant;
import java.util.Optional;

/** By what somebody proved who they are. As text it says which one, for the log. */
public sealed interface Credential {
    /** When it ends by itself; API keys don't. */
    default Optional<Instant> expires() {
        return Optional.empty();
    }

    /** Whether it is this key, or stands for it. */
    default boolean isOf(ApiKeyId key) {
        return switch (this) {
            case Key(ApiKeyId id) -> id.equals(key);
            case Lent(ApiKeyId id, Instant _) -> id.equals(key);
            case Vouched _ -> false;
        };
    }

    /** An API key and its secret. */
    record Key(ApiKeyId id) implements Credential {
        @Override
        public String toString() {
            return id.value();
        }
    }

    /** A token that stands for an API key for a while. */
    record Lent(ApiKeyId key, Instant until) implements Credential {
        @Override
        public Optional<Instant> expires() {
            return Optional.of(until);
        }

        @Override
        public String toString() {
            return key + "/token";
        }
    }

    /**
     * What somebody whom an organization trusts vouched for: an issuer by a token, or an authority by a certificate.
     *
     * @param provider whom the organization trusts
     * @param subject of whom they spoke
     * @param until when their word ends
     */
    record Vouched(IdentityProviderId provider, String subject, Instant until) implements Credential {
        @Override
        public Optional<Instant> expires() {
            return Optional.of(until);
        }

        @Override
        public String toString() {
            return provider + "/" + subject;
        }
    }
}
