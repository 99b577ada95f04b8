package dev.weir.controlplane.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.weir.controlplane.platform.DatabaseFailure;
import dev.weir.controlplane.problem.ErrorCode;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.BadProtocol;
import dev.weir.controlplane.problem.Problem.Failed;
import dev.weir.controlplane.problem.Problem.MalformedRequest;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.problem.Problem.RateLimited;
import dev.weir.controlplane.problem.Problem.TooManyAttempts;
import dev.weir.controlplane.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into the API's errors. */
class ProblemMapper {
    /** Under which the code of a refusal stands in the routing context, for whoever writes down what was refused. */
    private static final String ERROR_CODE = "weir.error";

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final AllowedMethods allowed;

    ProblemMapper(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    Response problem(ProblemException exception, RoutingContext context) {
        return answer(exception.problem(), context);
    }

    /** Beats the one that Quarkus brings along. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException exception, RoutingContext context) {
        return answer(malformed(exception), context);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException exception, RoutingContext context) {
        return answer(malformed(exception), context);
    }

    /** The rest of the body is not read, so its connection is of no use any more. */
    @ServerExceptionMapper
    Response tooLarge(BodyTooLarge exception, RoutingContext context) {
        context.addEndHandler(ended -> context.request().connection().close());
        return answer(new BadProtocol(ErrorCode.TOO_LARGE, ErrorCode.TOO_LARGE.description()), context);
    }

    @ServerExceptionMapper
    Response protocol(WebApplicationException exception, RoutingContext context) {
        int status = exception.getResponse().getStatus();
        Problem problem = switch (status) {
            case 400 ->
                exception.getCause() instanceof JsonProcessingException json
                        ? malformed(json)
                        : new MalformedRequest("The request can't be read.");
            case 401 -> new Problem.Unauthenticated();
            case 404 -> NotFound.of("path", context.normalizedPath());
            case 405 ->
                new BadProtocol(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        context.request().method() + " isn't known for " + context.normalizedPath() + ".");
            case 406 -> new BadProtocol(ErrorCode.NOT_ACCEPTABLE, ErrorCode.NOT_ACCEPTABLE.description());
            case 413 -> new BadProtocol(ErrorCode.TOO_LARGE, ErrorCode.TOO_LARGE.description());
            case 415 ->
                new BadProtocol(ErrorCode.UNSUPPORTED_MEDIA_TYPE, ErrorCode.UNSUPPORTED_MEDIA_TYPE.description());
            default -> unknown(exception, context);
        };
        return answer(problem, context);
    }

    @ServerExceptionMapper
    Response anything(Throwable exception, RoutingContext context) {
        return answer(unknown(exception, context), context);
    }

    private static Problem unknown(Throwable exception, RoutingContext context) {
        String request = RequestIds.of(context);
        if (hasCause(exception, JDBCConnectionException.class) || DatabaseFailure.isUnreachable(exception)) {
            LOG.errorf("database=unreachable request=%s cause=%s", request, exception.getMessage());
            return new Failed(ErrorCode.UNAVAILABLE);
        }
        if (DatabaseFailure.isAboutNul(exception)) {
            return new MalformedRequest("Nothing here is named with a NUL character.");
        }
        LOG.errorf(exception, "request=%s failed", request);
        return new Failed(ErrorCode.INTERNAL);
    }

    private static boolean hasCause(Throwable exception, Class<? extends Throwable> type) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static MalformedRequest malformed(JsonProcessingException exception) {
        if (exception instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String pointer = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("/", "/", ""));
            return new MalformedRequest("The value at " + pointer + " has the wrong type.");
        }
        var location = exception.getLocation();
        return new MalformedRequest(
                location == null || location.getLineNr() < 0
                        ? "The body isn't the JSON object that is expected."
                        : "The body isn't the JSON object that is expected, see line " + location.getLineNr()
                                + ", column " + location.getColumnNr() + ".");
    }

    private Response answer(Problem problem, RoutingContext context) {
        ProblemView view = ProblemView.of(problem, RequestIds.of(context));
        Response.ResponseBuilder answer = Response.status(view.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(view.body());
        context.put(ERROR_CODE, view.code().code());
        if (problem instanceof TooManyAttempts early) {
            answer.header(HttpHeaders.RETRY_AFTER, early.retryAfter().toSeconds());
        }
        if (problem instanceof RateLimited limited) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(limited.retrySeconds()));
        }
        return switch (view.code()) {
            case UNAUTHORIZED ->
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"weir\"")
                        .build();
            case METHOD_NOT_ALLOWED ->
                answer.header(
                                HttpHeaders.ALLOW,
                                allowed.of(context.normalizedPath()).orElse(null))
                        .build();
            case UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, "1").build();
            default -> answer.build();
        };
    }
}
