package dev.weir.gateway.http.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource ends here. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException failure) {
        return ErrorAnswer.response(failure.problem());
    }

    @ServerExceptionMapper
    public Response kafka(KafkaException failure) {
        return ErrorAnswer.response(KafkaProblems.of(failure));
    }

    /** What the HTTP framework itself refuses. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException failure, UriInfo uri, Request request) {
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 404 ->
                ErrorAnswer.response(new Problem.UnknownPath(uri.getRequestUri().getPath()));
            case 405 -> ErrorAnswer.response(new Problem.MethodNotAllowed(request.getMethod()));
            case 406 -> ErrorAnswer.response(new Problem.NotAcceptable("Answers are application/json."));
            case 413 -> ErrorAnswer.response(new Problem.TooLarge("The body is too large."));
            case 415 -> ErrorAnswer.response(new Problem.UnsupportedMediaType("Send Content-Type: application/json."));
            default ->
                status < Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()
                        ? ErrorAnswer.response(new Problem.Malformed("The request could not be read."))
                        : unknown(failure);
        };
    }

    @ServerExceptionMapper
    public Response unknown(Throwable failure) {
        String request = UUID.randomUUID().toString();
        LOG.errorf(failure, "event=request-failed request=%s", request);
        return ErrorAnswer.response(new Problem.Internal(request));
    }
}
