package dev.weir.controlplane.problem;

import dev.weir.tenants.id.OrganizationId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request is refused. What a client sees of each is decided in one place, at the edge. */
public sealed interface Problem {
    /** The body isn't JSON or doesn't fit; the detail says where. */
    record MalformedRequest(String detail) implements Problem {}

    /** A query parameter is missing or wrong. */
    record InvalidFilter(String parameter, String detail) implements Problem {}

    /** Nobody whom we know. */
    record Unauthenticated() implements Problem {}

    /** No user with that e-mail address and password; which of both was wrong is not said. */
    record WrongPassword() implements Problem {}

    /**
     * Somebody has tried too often.
     *
     * @param retryAfter when they may try again
     */
    record TooManyAttempts(Duration retryAfter) implements Problem {}

    /** A token of an invitation or a mail that is unknown, used, withdrawn or expired: all look the same. */
    record InvalidToken() implements Problem {}

    /** Nothing may be changed before an e-mail address is verified. */
    record EmailUnverified() implements Problem {}

    /** Known, but not allowed to. */
    record Forbidden(String detail) implements Problem {}

    /** All of the organization's keys are refused. */
    record OrganizationSuspended(OrganizationId organization) implements Problem {}

    /** Signups are turned off. */
    record SignupClosed() implements Problem {}

    /**
     * Unknown, deleted or somebody else's: all three look the same.
     *
     * @param what such as {@code environment}
     * @param id as the client sent it
     * @param pointer where in the body it stood; null when it was in the path
     */
    record NotFound(String what, String id, @Nullable String pointer) implements Problem {
        public static NotFound of(String what, String id) {
            return new NotFound(what, id, null);
        }
    }

    /** The name is taken. */
    record AlreadyExists(String what, String name, String pointer) implements Problem {}

    /** Can't be deleted because of what depends on it. */
    record InUse(String what, String id, List<String> dependents) implements Problem {
        public InUse {
            dependents = List.copyOf(dependents);
        }
    }

    /** Without them nobody could administrate the organization. */
    record LastAdministrator(String id) implements Problem {}

    /** Its owner has protected it from being deleted. */
    record DeletionProtected(String id) implements Problem {}

    /**
     * The plan doesn't allow one more.
     *
     * @param limit the limit's name
     * @param value how many are allowed
     * @param usage how many there are
     */
    record QuotaExceeded(String limit, long value, long usage) implements Problem {}

    /**
     * The region can't run that many more brokers.
     *
     * @param value how many may be awake
     * @param usage how many are
     */
    record NoCapacity(String region, long value, long usage) implements Problem {}

    /** Values that were understood but aren't allowed: all of them at once. */
    record InvalidConfiguration(List<InvalidField> fields) implements Problem {
        public InvalidConfiguration {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Too many requests from one address or with one credential.
     *
     * @param limit how many per minute are let in
     * @param retrySeconds when the next one will be
     */
    record RateLimited(long limit, long retrySeconds) implements Problem {}

    /** The idempotency key has served another request. */
    record IdempotencyKeyReused(String key) implements Problem {}

    /** What HTTP itself refuses: method, media type, size. */
    record BadProtocol(ErrorCode code, String detail) implements Problem {}

    /** A fault of ours, or of what we depend on. */
    record Failed(ErrorCode code) implements Problem {}

    /**
     * One value that isn't allowed.
     *
     * @param pointer JSON pointer to it in the request's body
     * @param detail a sentence for a person
     */
    record InvalidField(String pointer, String detail) {}

    static Problem invalid(String pointer, String detail) {
        return new InvalidConfiguration(List.of(new InvalidField(pointer, detail)));
    }

    /** Ends the request, and its transaction, with this problem. */
    default ProblemException toException() {
        return new ProblemException(this);
    }
}
