package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.access.Caller;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;

/** Whose a consumer is. */
record Owner(PrincipalId principal, ClusterId cluster) {
    static Owner of(Caller caller) {
        return new Owner(caller.principal(), caller.cluster());
    }
}
