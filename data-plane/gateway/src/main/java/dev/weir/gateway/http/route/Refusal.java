package dev.weir.gateway.http.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.ErrorAnswer;
import dev.weir.gateway.http.problem.KafkaProblems;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Answers with a problem where no resource does. */
public final class Refusal {
    private static final Logger LOG = Logger.getLogger(Refusal.class);
    /** Milliseconds for which a refused body may still come, so that its sender reads the answer. */
    private static final long LINGER = 3_000;
    /** A body of less than a megabyte is read away sooner than a connection is made. */
    private static final int SHORT_DIGITS = 6;

    private Refusal() {}

    /** Whatever a future failed with; what nobody has thought of is logged once. */
    public static Problem of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case ProblemException known -> known.problem();
            case KafkaException kafka -> KafkaProblems.of(kafka);
            default -> {
                String request = UUID.randomUUID().toString();
                LOG.errorf(cause, "event=request-failed request=%s", request);
                yield new Problem.Internal(request);
            }
        };
    }

    /** Nothing of an answer may have been sent. A body that is still coming is read away, for a while. */
    public static void send(RoutingContext request, Problem problem) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Response refusal = ErrorAnswer.response(problem);
        response.setStatusCode(refusal.getStatus()).putHeader("Content-Type", "application/json");
        refusal.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                response.putHeader(name, values);
            }
        });
        boolean last = !request.request().isEnded() && mayBeLong(request.request());
        if (last) {
            response.putHeader("Connection", "close");
        }
        response.end(text(refusal.getEntity()));
        if (!request.request().isEnded()) {
            drain(request, last);
        }
    }

    /** Over HTTP/2 others share the connection. */
    private static boolean mayBeLong(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.version() != HttpVersion.HTTP_2 && (length == null || length.length() > SHORT_DIGITS);
    }

    /** What still comes of a body whose end is an answer already is read away, for a while. */
    public static void passOver(RoutingContext request) {
        if (!request.request().isEnded()) {
            drain(request, mayBeLong(request.request()));
        }
    }

    private static void drain(RoutingContext request, boolean last) {
        request.request().handler(_ -> {});
        request.request().exceptionHandler(_ -> {});
        request.request().resume();
        if (last) {
            request.vertx().setTimer(LINGER, _ -> request.request().connection().close());
        }
    }

    /** As JSON. */
    public static String text(Object body) {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can be written", e);
        }
    }
}
