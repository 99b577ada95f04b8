package dev.weir.gateway.http.access;

import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.gateway.state.Credential;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import java.time.Duration;
import java.time.Instant;

/**
 * Whoever sent a request.
 *
 * @param principal whose key it is
 * @param cluster what the key opens; the request asks for no other
 * @param accepted by which credential
 */
public record Caller(PrincipalId principal, ClusterId cluster, Accepted accepted) {
    /** Under which an exchange keeps its caller, for whoever counts. */
    public static final String EXCHANGE = "weir.caller";

    /** Whether the token that it showed has ended; API keys don't by themselves. */
    public boolean isOver(Instant now) {
        return accepted.credential().expires().filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Goes on for so long after the end of the token. */
    Caller tolerating(Duration tolerance) {
        return switch (accepted.credential()) {
            case Credential.Key _, Credential.Lent _ -> this;
            case Credential.Vouched(var provider, String subject, Instant end) ->
                of(new Accepted(new Credential.Vouched(provider, subject, end.plus(tolerance)), principal, cluster));
        };
    }

    static Caller of(Accepted accepted) {
        return new Caller(accepted.principal(), accepted.cluster(), accepted);
    }
}
