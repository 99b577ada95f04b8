package dev.weir.controlplane.auth;

import dev.weir.controlplane.problem.Problem.Unauthenticated;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Nobody unknown gets further, but to the few paths that are for everybody. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AuthenticationFilter implements ContainerRequestFilter {
    private final Authenticator authenticator;
    private final CurrentCaller caller;

    AuthenticationFilter(Authenticator authenticator, CurrentCaller caller) {
        this.authenticator = authenticator;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (OpenPaths.contains(request.getMethod(), request.getUriInfo().getPath())) {
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Optional<BearerToken> token = BearerToken.parse(header);
        if (token.isPresent()) {
            caller.is(authenticator.authenticate(token.get()));
            return;
        }
        BasicCredentials given = BasicCredentials.parse(header).orElseThrow(() -> new Unauthenticated().toException());
        caller.is(authenticator.authenticate(given));
    }
}
