package dev.weir.gateway.kafka.sasl;

import dev.weir.gateway.state.Authentication;
import java.nio.ByteBuffer;

/** Turns what became of an authentication into what the client is told. */
final class Judgement {
    private Judgement() {}

    static Outcome of(Authentication result, String user) {
        return of(result, user, ByteBuffer.allocate(0));
    }

    static Outcome of(Authentication result, String user, ByteBuffer lastWord) {
        return switch (result) {
            case Authentication.Accepted accepted -> new Outcome.Accepted(accepted, lastWord);
            case Authentication.WrongCredentials() -> new Outcome.Refused("unknown API key or wrong secret", user);
            case Authentication.Revoked(var key) -> new Outcome.Refused("API key " + key + " is revoked", user);
            case Authentication.ClusterSuspended(var cluster) ->
                new Outcome.Refused("cluster " + cluster + " is suspended", user);
            case Authentication.ClusterGone(var cluster) ->
                new Outcome.Refused("cluster " + cluster + " doesn't exist", user);
        };
    }
}
