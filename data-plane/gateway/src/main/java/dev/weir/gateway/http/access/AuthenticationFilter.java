package dev.weir.gateway.http.access;

import dev.weir.gateway.http.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CompletionException;

/** Lets a request pass when its key is good and opens the cluster in its path. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AuthenticationFilter implements ContainerRequestFilter {
    private static final String CLUSTER = "cluster_id";

    /** Filters are made at build time, long before there are tenants. */
    private final Instance<Authenticator> authenticator;

    private final CurrentCaller current;
    private final Instance<RoutingContext> exchange;

    AuthenticationFilter(
            Instance<Authenticator> authenticator, CurrentCaller current, Instance<RoutingContext> exchange) {
        this.exchange = exchange;
        this.authenticator = authenticator;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        try {
            Caller caller = authenticator
                    .get()
                    .authenticate(
                            request.getHeaderString(HttpHeaders.AUTHORIZATION),
                            new Authenticator.Asking(
                                    request.getMethod(),
                                    request.getUriInfo().getRequestUri().getPath(),
                                    request.getUriInfo().getPathParameters().getFirst(CLUSTER)))
                    .join();
            current.is(caller);
            exchange.get().put(Caller.EXCHANGE, caller);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
