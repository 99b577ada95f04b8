package dev.weir.gateway.http.events;

import dev.weir.gateway.http.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Whether whoever asks for a stream understands one. */
public final class Events {
    private Events() {}

    /** Not to say what is understood is to understand everything. */
    public static void requireAccepted(RoutingContext request) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        if (accept != null
                && !accept.contains("text/event-stream")
                && !accept.contains(EventForm.CLOUD_EVENTS)
                && !accept.contains("*/*")
                && !accept.contains("text/*")) {
            throw new Problem.NotAcceptable("Answers are text/event-stream.").asException();
        }
    }
}
