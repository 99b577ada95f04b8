package dev.weir.gateway.http.access;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.TenantDirectory;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets a request pass when its key is good and opens the cluster in its path. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class AuthenticationFilter implements ContainerRequestFilter {
    private static final String CLUSTER = "cluster_id";

    /** Filters are made at build time, long before there are tenants. */
    private final Instance<TenantDirectory> tenants;

    private final CurrentCaller current;

    AuthenticationFilter(Instance<TenantDirectory> tenants, CurrentCaller current) {
        this.tenants = tenants;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = BasicCredentials.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(this::authenticate)
                .orElseThrow(() -> new Problem.NotAuthenticated(
                                "Authentication failed: use HTTP Basic with a cluster's API key and its secret.")
                        .asException());
        String asked = request.getUriInfo().getPathParameters().getFirst(CLUSTER);
        if (asked != null && !asked.equals(caller.cluster().value())) {
            throw new Problem.UnknownCluster(asked).asException();
        }
        current.is(caller);
    }

    private Caller authenticate(BasicCredentials credentials) {
        Authentication result = tenants.get()
                .authenticateNewcomer(credentials.user(), credentials.password())
                .join();
        return switch (result) {
            case Authentication.Accepted accepted -> new Caller(accepted.principal(), accepted.cluster());
            case Authentication.WrongCredentials _ ->
                throw new Problem.NotAuthenticated("Authentication failed: unknown API key or wrong secret.")
                        .asException();
            case Authentication.Revoked _ ->
                throw new Problem.NotAuthenticated("Authentication failed: the API key was revoked.").asException();
            case Authentication.ClusterGone _ ->
                throw new Problem.NotAuthenticated("Authentication failed: the API key's cluster does not exist.")
                        .asException();
            case Authentication.ClusterSuspended suspended ->
                throw new Problem.Forbidden("Cluster " + suspended.cluster()
                                + " is suspended. Its data is kept; ask whoever runs this Weir.")
                        .asException();
        };
    }
}
