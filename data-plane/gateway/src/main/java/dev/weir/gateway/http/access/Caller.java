package dev.weir.gateway.http.access;

import dev.weir.gateway.state.Authentication.Accepted;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;

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

    static Caller of(Accepted accepted) {
        return new Caller(accepted.principal(), accepted.cluster(), accepted);
    }
}
