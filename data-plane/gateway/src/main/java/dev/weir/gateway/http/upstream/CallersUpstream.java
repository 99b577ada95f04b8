package dev.weir.gateway.http.upstream;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.access.CurrentCaller;
import dev.weir.gateway.http.api.Links;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;

/** The way to its cluster of whoever sent the request at hand. */
@ApplicationScoped
public class CallersUpstream {
    private final CurrentCaller current;
    private final Upstreams upstreams;

    CallersUpstream(CurrentCaller current, Upstreams upstreams) {
        this.current = current;
        this.upstreams = upstreams;
    }

    /** Waits for the cluster if it is being started. Blocks; for virtual threads. */
    public Upstream open() {
        Caller caller = current.get();
        return upstreams.open(caller.cluster(), caller.principal());
    }

    /** What one question is answered, for who needs no more. Blocks as {@link #open} does. */
    public <T> T ask(Function<Upstream, T> question) {
        try (Upstream upstream = open()) {
            return question.apply(upstream);
        }
    }

    public Links links(UriInfo request) {
        return Links.of(request, current.get().cluster());
    }
}
