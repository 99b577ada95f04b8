package dev.weir.gateway.http.route;

import dev.weir.gateway.http.access.Authenticator;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.watch.Dues;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets requests in that are served on the event loop. */
@ApplicationScoped
public class Gate {
    private static final String CLUSTER = "cluster_id";

    private final Authenticator authenticator;
    private final Dues dues;

    Gate(Authenticator authenticator, Dues dues) {
        this.authenticator = authenticator;
        this.dues = dues;
    }

    /**
     * Calls on the request's event loop when the caller is known and owes nothing; else answers. The request is paused
     * from now on.
     *
     * @param stores whether the request is about to add records
     */
    public void admit(RoutingContext request, boolean stores, Consumer<Caller> next) {
        request.request().pause();
        guarded(request, () -> authenticate(request, stores, next));
    }

    private void authenticate(RoutingContext request, boolean stores, Consumer<Caller> next) {
        Context loop = request.vertx().getOrCreateContext();
        CompletableFuture<Caller> caller = authenticator.authenticate(
                authorization(request),
                new Authenticator.Asking(
                        request.request().method().name(), request.request().path(), request.pathParam(CLUSTER)));
        if (caller.isDone()) {
            go(request, caller, stores, next);
        } else {
            var _ = caller.whenComplete((_, _) -> loop.runOnContext(_ -> go(request, caller, stores, next)));
        }
    }

    /** Pages can't send headers with an EventSource: they show their token in the query. */
    private static @Nullable String authorization(RoutingContext request) {
        String token = request.queryParams().get("access_token");
        return token == null ? request.request().getHeader(HttpHeaders.AUTHORIZATION) : "Bearer " + token;
    }

    /** Anything that a route throws is told as a problem. */
    public static void guarded(RoutingContext request, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            Refusal.send(request, Refusal.of(e));
        }
    }

    private void go(RoutingContext request, CompletableFuture<Caller> done, boolean stores, Consumer<Caller> next) {
        guarded(request, () -> {
            Caller caller = done.join();
            request.put(Caller.EXCHANGE, caller);
            dues.admit(caller.cluster(), 0, stores);
            next.accept(caller);
        });
    }
}
