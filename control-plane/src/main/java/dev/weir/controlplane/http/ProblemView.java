package dev.weir.controlplane.http;

import dev.weir.controlplane.http.ErrorBody.Item;
import dev.weir.controlplane.http.ErrorBody.Source;
import dev.weir.controlplane.problem.ErrorCode;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.BadProtocol;
import dev.weir.controlplane.problem.Problem.DeletionProtected;
import dev.weir.controlplane.problem.Problem.EmailUnverified;
import dev.weir.controlplane.problem.Problem.Failed;
import dev.weir.controlplane.problem.Problem.Forbidden;
import dev.weir.controlplane.problem.Problem.IdempotencyKeyReused;
import dev.weir.controlplane.problem.Problem.InUse;
import dev.weir.controlplane.problem.Problem.InvalidConfiguration;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.controlplane.problem.Problem.InvalidToken;
import dev.weir.controlplane.problem.Problem.LastAdministrator;
import dev.weir.controlplane.problem.Problem.MalformedRequest;
import dev.weir.controlplane.problem.Problem.NoCapacity;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.problem.Problem.OrganizationSuspended;
import dev.weir.controlplane.problem.Problem.QuotaExceeded;
import dev.weir.controlplane.problem.Problem.RateLimited;
import dev.weir.controlplane.problem.Problem.SignupClosed;
import dev.weir.controlplane.problem.Problem.TooManyAttempts;
import dev.weir.controlplane.problem.Problem.Unauthenticated;
import dev.weir.controlplane.problem.Problem.WrongPassword;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sees of a problem.
 *
 * @param code whose status the answer has
 */
record ProblemView(ErrorCode code, ErrorBody body) {
    private static final int LONGEST_ECHO = 80;

    static ProblemView of(Problem problem, String request) {
        return switch (problem) {
            case MalformedRequest it -> one(request, ErrorCode.MALFORMED_REQUEST, it.detail(), null);
            case InvalidFilter it ->
                one(request, ErrorCode.INVALID_FILTER, it.detail(), Source.parameter(it.parameter()));
            case Unauthenticated it -> one(request, ErrorCode.UNAUTHORIZED, ErrorCode.UNAUTHORIZED.description(), null);
            case WrongPassword it ->
                one(request, ErrorCode.UNAUTHORIZED, "The e-mail address or the password is wrong.", null);
            case TooManyAttempts it ->
                one(
                        request,
                        ErrorCode.TOO_MANY_ATTEMPTS,
                        "Too many attempts: the next may be made in "
                                + it.retryAfter().toSeconds() + " s.",
                        null);
            case InvalidToken it -> one(request, ErrorCode.INVALID_TOKEN, ErrorCode.INVALID_TOKEN.description(), null);
            case EmailUnverified it ->
                one(
                        request,
                        ErrorCode.EMAIL_UNVERIFIED,
                        "An invalid API key until the e-mail address is verified: use the token that was mailed to it.",
                        null);
            case Forbidden it -> one(request, ErrorCode.FORBIDDEN, it.detail(), null);
            // The words "invalid API key" keep Terraform from taking a 403 for "deleted".
            case OrganizationSuspended it ->
                one(
                        request,
                        ErrorCode.ORGANIZATION_SUSPENDED,
                        "Organization " + it.organization() + " is suspended: an invalid API key until it is resumed.",
                        null);
            case SignupClosed it -> one(request, ErrorCode.SIGNUP_CLOSED, ErrorCode.SIGNUP_CLOSED.description(), null);
            case NotFound it ->
                one(
                        request,
                        ErrorCode.NOT_FOUND,
                        "No " + it.what() + " \"" + echo(it.id()) + "\" here.",
                        Source.pointer(it.pointer()));
            case AlreadyExists it ->
                one(
                        request,
                        ErrorCode.ALREADY_EXISTS,
                        "The name \"" + echo(it.name()) + "\" is taken by another " + it.what() + ".",
                        Source.pointer(it.pointer()));
            case InUse it ->
                one(
                        request,
                        ErrorCode.IN_USE,
                        "The " + it.what() + " " + it.id() + " is used by " + String.join(", ", it.dependents()) + ".",
                        null);
            case LastAdministrator it ->
                one(
                        request,
                        ErrorCode.LAST_ADMINISTRATOR,
                        it.id() + " is the organization's last administrator: make another one first.",
                        null);
            case DeletionProtected it ->
                one(
                        request,
                        ErrorCode.DELETION_PROTECTED,
                        it.id() + " is protected: set deletion_protection to false first.",
                        null);
            case QuotaExceeded it ->
                one(
                        request,
                        ErrorCode.QUOTA_EXCEEDED,
                        "Limit " + it.limit() + " is " + it.value() + ", in use are " + it.usage() + ".",
                        null);
            case NoCapacity it ->
                one(
                        request,
                        ErrorCode.NO_CAPACITY,
                        "Region " + it.region() + " may run " + it.value() + " brokers, " + it.usage() + " do.",
                        Source.pointer("/spec/region"));
            case InvalidConfiguration it ->
                new ProblemView(
                        ErrorCode.INVALID_CONFIGURATION,
                        new ErrorBody(it.fields().stream()
                                .map(field -> Item.of(
                                        request,
                                        ErrorCode.INVALID_CONFIGURATION,
                                        field.pointer() + " " + field.detail(),
                                        Source.pointer(field.pointer())))
                                .toList()));
            case RateLimited it ->
                one(
                        request,
                        ErrorCode.RATE_LIMITED,
                        it.limit() + " requests per minute are let in, the next one in " + it.retrySeconds() + " s.",
                        null);
            case IdempotencyKeyReused it ->
                one(
                        request,
                        ErrorCode.IDEMPOTENCY_KEY_REUSED,
                        "The Idempotency-Key \"" + echo(it.key()) + "\" was sent with another request before.",
                        null);
            case BadProtocol it -> one(request, it.code(), it.detail(), null);
            case Failed it -> one(request, it.code(), it.code().description(), null);
        };
    }

    private static ProblemView one(String request, ErrorCode code, String detail, @Nullable Source source) {
        return new ProblemView(code, new ErrorBody(List.of(Item.of(request, code, detail, source))));
    }

    private static String echo(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }
}
