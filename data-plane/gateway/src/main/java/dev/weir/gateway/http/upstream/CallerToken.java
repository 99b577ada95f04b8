package dev.weir.gateway.http.upstream;

import dev.weir.gateway.state.SignedToken;
import java.util.Set;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.jspecify.annotations.Nullable;

/** A caller's token in the form that Kafka's clients ask for. They renew it before it ends. */
record CallerToken(SignedToken signed, String principalName) implements OAuthBearerToken {
    @Override
    public String value() {
        return signed.value();
    }

    @Override
    public Set<String> scope() {
        return Set.of();
    }

    @Override
    public long lifetimeMs() {
        return signed.expires().toEpochMilli();
    }

    @Override
    public @Nullable Long startTimeMs() {
        return null;
    }
}
