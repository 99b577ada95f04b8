package dev.weir.gateway.http.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weir.gateway.http.problem.Problem.EmptyBody;
import dev.weir.gateway.http.problem.Problem.Forbidden;
import dev.weir.gateway.http.problem.Problem.Internal;
import dev.weir.gateway.http.problem.Problem.Invalid;
import dev.weir.gateway.http.problem.Problem.KafkaFailed;
import dev.weir.gateway.http.problem.Problem.Malformed;
import dev.weir.gateway.http.problem.Problem.MethodNotAllowed;
import dev.weir.gateway.http.problem.Problem.NotAcceptable;
import dev.weir.gateway.http.problem.Problem.NotAuthenticated;
import dev.weir.gateway.http.problem.Problem.OfConsumers;
import dev.weir.gateway.http.problem.Problem.TooLarge;
import dev.weir.gateway.http.problem.Problem.TooManyRequests;
import dev.weir.gateway.http.problem.Problem.TooSlow;
import dev.weir.gateway.http.problem.Problem.Unavailable;
import dev.weir.gateway.http.problem.Problem.UnknownBroker;
import dev.weir.gateway.http.problem.Problem.UnknownCluster;
import dev.weir.gateway.http.problem.Problem.UnknownGroup;
import dev.weir.gateway.http.problem.Problem.UnknownPath;
import dev.weir.gateway.http.problem.Problem.UnknownSetting;
import dev.weir.gateway.http.problem.Problem.UnknownTopic;
import dev.weir.gateway.http.problem.Problem.UnsupportedMediaType;
import dev.weir.gateway.http.problem.Problem.VersionNotSupported;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/**
 * A problem as Kafka REST tells it: the codes are those of Confluent's Kafka REST v3.
 *
 * @param errorCode the HTTP status, or the status and two digits more
 * @param message a sentence for a person
 */
@RegisterForReflection
public record ErrorAnswer(@JsonProperty("error_code") int errorCode, String message) {
    private static final int THREE_DIGITS = 1000;
    private static final int TWO_DIGITS = 100;

    public static ErrorAnswer of(Problem problem) {
        return new ErrorAnswer(code(problem), problem.message());
    }

    public static Response response(Problem problem) {
        ErrorAnswer answer = of(problem);
        Response.ResponseBuilder response = Response.status(status(problem))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer);
        switch (problem) {
            case NotAuthenticated _ ->
                response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Kafka REST\", charset=\"UTF-8\"");
            case TooManyRequests later -> response.header(HttpHeaders.RETRY_AFTER, seconds(later.retryAfter()));
            case Unavailable later -> response.header(HttpHeaders.RETRY_AFTER, seconds(later.retryAfter()));
            case Forbidden _,
                    UnknownCluster _,
                    UnknownTopic _,
                    UnknownSetting _,
                    UnknownGroup _,
                    OfConsumers _,
                    UnknownBroker _,
                    UnknownPath _,
                    MethodNotAllowed _,
                    Malformed _,
                    Invalid _,
                    EmptyBody _,
                    VersionNotSupported _,
                    NotAcceptable _,
                    UnsupportedMediaType _,
                    TooLarge _,
                    TooSlow _,
                    KafkaFailed _,
                    Internal _ -> {}
        }
        return response.build();
    }

    /** The first three digits of the code, but that "later, please" is 503 to whatever stands between us and the client. */
    static int status(Problem problem) {
        int code = code(problem);
        if (problem instanceof Unavailable) {
            return Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
        }
        return code < THREE_DIGITS ? code : code / TWO_DIGITS;
    }

    private static int code(Problem problem) {
        return switch (problem) {
            case Malformed _ -> 400;
            case Invalid _ -> 40002;
            case VersionNotSupported _ -> 40035;
            case NotAuthenticated _ -> 40101;
            case Forbidden _ -> 40301;
            case UnknownPath _, UnknownSetting _, UnknownGroup _, UnknownBroker _ -> 404;
            case UnknownCluster _ -> 40401;
            case UnknownTopic _ -> 40403;
            case OfConsumers older -> older.code();
            case MethodNotAllowed _ -> 405;
            case NotAcceptable _ -> 406;
            case TooSlow _ -> 408;
            case TooLarge _ -> 413;
            case UnsupportedMediaType _ -> 415;
            case EmptyBody _ -> 422;
            case TooManyRequests _ -> 42901;
            case Internal _ -> 500;
            case KafkaFailed _ -> 50002;
            case Unavailable _ -> 50003;
        };
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
