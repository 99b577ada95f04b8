package dev.weir.gateway.http.problem;

import java.time.Duration;

/** Everything that a caller of Kafka REST may be told instead of an answer. {@link ErrorAnswer} gives each its codes. */
public sealed interface Problem {
    /** A sentence for a person; shown as it is. */
    String message();

    /** Key and secret are missing or wrong. */
    record NotAuthenticated(String message) implements Problem {}

    /** The caller is known, and may not. */
    record Forbidden(String message) implements Problem {}

    /** Unknown, or somebody else's: callers can't tell which. */
    record UnknownCluster(String cluster) implements Problem {
        @Override
        public String message() {
            return "Cluster " + cluster + " cannot be found.";
        }
    }

    /** A topic or partition that isn't there. */
    record UnknownTopic(String message) implements Problem {}

    /** A setting that isn't there, or that nobody has made. */
    record UnknownSetting(String name) implements Problem {
        @Override
        public String message() {
            return "There is no setting " + name + " here.";
        }
    }

    /** A group that isn't there, or something of it. */
    record UnknownGroup(String message) implements Problem {}

    /** No broker of the cluster has this number. */
    record UnknownBroker(int broker) implements Problem {
        @Override
        public String message() {
            return "There is no broker " + broker + ".";
        }
    }

    /** What only the older API for consumers has, with codes of its own: the status and two digits more. */
    record OfConsumers(int code, String message) implements Problem {}

    /** No resource has this path. */
    record UnknownPath(String path) implements Problem {
        @Override
        public String message() {
            return "Nothing is at " + path + ".";
        }
    }

    /** The path is known, the method isn't. */
    record MethodNotAllowed(String method) implements Problem {
        @Override
        public String message() {
            return "This resource has no " + method + ".";
        }
    }

    /** The request can't be read: its JSON, a parameter's type, its base 64. */
    record Malformed(String message) implements Problem {}

    /** The request was read, and asks for what can't be. */
    record Invalid(String message) implements Problem {}

    /** A body is needed and there is none. */
    record EmptyBody(String message) implements Problem {}

    /** The broker doesn't know this request in any version that we speak. */
    record VersionNotSupported(String message) implements Problem {}

    record NotAcceptable(String message) implements Problem {}

    record UnsupportedMediaType(String message) implements Problem {
        /** @param encoding that nobody here can undo */
        public static UnsupportedMediaType ofEncoding(String encoding) {
            return new UnsupportedMediaType(
                    "Content-Encoding " + encoding + " isn't understood here: send gzip, deflate or none.");
        }
    }

    /** The body, or one record in it, is larger than is allowed. */
    record TooLarge(String message) implements Problem {}

    /** The rest of a body doesn't come, or too slowly. */
    record TooSlow(String what, Duration patience) implements Problem {
        @Override
        public String message() {
            return "The rest of the " + what + " did not come in time, which is " + patience.toSeconds()
                    + " s and a second more for each 4 KiB. Send it again, faster or in smaller parts.";
        }
    }

    /** A limit is reached; later it will go. */
    record TooManyRequests(String message, Duration retryAfter) implements Problem {}

    /** The cluster doesn't serve at the moment; the same request may be sent again. */
    record Unavailable(String message, Duration retryAfter) implements Problem {}

    /** Kafka refused for a reason that neither the caller nor a repetition can mend. */
    record KafkaFailed(String message) implements Problem {}

    /** A fault of ours; the log has the request's id and the stack. */
    record Internal(String request) implements Problem {
        @Override
        public String message() {
            return "Internal error. Request " + request + " is in the log.";
        }
    }

    default ProblemException asException() {
        return new ProblemException(this);
    }
}
