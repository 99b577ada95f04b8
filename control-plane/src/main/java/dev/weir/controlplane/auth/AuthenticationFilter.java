package dev.weir.controlplane.auth;

import dev.weir.controlplane.problem.Problem.Unauthenticated;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Nobody unknown gets further, but to the few paths that are for everybody. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AuthenticationFilter implements ContainerRequestFilter {
    private static final Set<String> FOR_EVERYBODY =
            Set.of("/weir/v1/signups", "/weir/v1/plans", "/weir/v1/regions", "/weir/v1/errors");

    private final Authenticator authenticator;
    private final CurrentCaller caller;

    AuthenticationFilter(Authenticator authenticator, CurrentCaller caller) {
        this.authenticator = authenticator;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (FOR_EVERYBODY.contains(request.getUriInfo().getPath())) {
            return;
        }
        BasicCredentials given = BasicCredentials.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> new Unauthenticated().toException());
        caller.is(authenticator.authenticate(given));
    }
}
