package dev.weir.gateway.http.watch;

import dev.weir.gateway.catalogue.TopicChanges;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Tells the catalogue of topics that were made, changed or deleted. */
@Provider
class TopicChangeFilter implements ContainerResponseFilter {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final CurrentCaller current;
    /** Filters are made at build time, long before there are topics. */
    private final Instance<TopicChanges> changes;

    TopicChangeFilter(CurrentCaller current, Instance<TopicChanges> changes) {
        this.current = current;
        this.changes = changes;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        boolean changed = CHANGING.contains(request.getMethod())
                && response.getStatusInfo().getFamily() == Family.SUCCESSFUL
                && path.contains("/topics")
                && !path.contains("/records");
        if (changed) {
            Caller caller = current.get();
            changes.get().changed(caller.cluster(), caller.principal());
        }
    }
}
