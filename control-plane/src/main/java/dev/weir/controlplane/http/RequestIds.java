package dev.weir.controlplane.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Gives each request an id, which stands on its answer, in its errors and in the log. */
@ApplicationScoped
class RequestIds {
    private static final String HEADER = "X-Request-Id";
    private static final String KEY = "weir.request";
    private static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(RequestIds::mark, FIRST);
    }

    /** The id of a request; one that never passed the filter gets it now. */
    static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) {
            return known;
        }
        String id = UUID.randomUUID().toString();
        context.put(KEY, id);
        return id;
    }

    private static void mark(RoutingContext context) {
        context.response().putHeader(HEADER, of(context));
        context.next();
    }
}
