package dev.weir.controlplane.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.controlplane.problem.ErrorCode;
import dev.weir.controlplane.problem.Problem.BadProtocol;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body by its announced length in the API's own shape; Quarkus would close without a word. */
@ApplicationScoped
class BodyLimit {
    private static final int AFTER_THE_ID = 900;

    private final ObjectMapper json;
    private final long mostBytes;

    BodyLimit(
            ObjectMapper json,
            @ConfigProperty(name = "weir.http.max-body-size", defaultValue = "256K") MemorySize mostBytes) {
        this.json = json;
        this.mostBytes = mostBytes.asLongValue();
    }

    long mostBytes() {
        return mostBytes;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_THE_ID);
    }

    private void check(RoutingContext context) {
        if (length(context) <= mostBytes) {
            context.next();
            return;
        }
        var problem = new BadProtocol(ErrorCode.TOO_LARGE, ErrorCode.TOO_LARGE.description());
        ProblemView view = ProblemView.of(problem, RequestIds.of(context));
        try {
            context.response()
                    .setStatusCode(view.code().status())
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json.writeValueAsString(view.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error can always be written", e);
        }
    }

    private static long length(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
