package dev.weir.gateway.http.watch;

import dev.weir.gateway.http.access.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Charges requests to their cluster. Who owes is told when to come again; single requests can't be slowed. */
@Provider
@Priority(Priorities.AUTHORIZATION)
class AdmissionFilter implements ContainerRequestFilter {
    private final CurrentCaller current;
    /** Filters are made at build time, long before there are limits. */
    private final Instance<Dues> dues;

    AdmissionFilter(CurrentCaller current, Instance<Dues> dues) {
        this.current = current;
        this.dues = dues;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        boolean stores =
                request.getMethod().equals("POST") && (path.contains("/records") || path.startsWith("/topics/"));
        // A streamed body has no length in front; its records still count at the broker.
        dues.get().admit(current.get().cluster(), Math.max(0, request.getLength()), stores);
    }
}
