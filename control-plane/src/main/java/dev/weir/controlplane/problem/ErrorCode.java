package dev.weir.controlplane.problem;

/** The catalogue of error codes. Codes are stable: clients compare them; titles and details may be reworded. */
public enum ErrorCode {
    MALFORMED_REQUEST(
            400, "malformed_request", "Malformed request", "The body isn't JSON, or a value has the wrong type."),
    INVALID_FILTER(400, "invalid_filter", "Invalid filter", "A query parameter is missing or can't be understood."),
    UNAUTHORIZED(
            401,
            "unauthorized",
            "Unauthorized",
            "No credentials, or none that are known. Use a Cloud API key and its secret."),
    QUOTA_EXCEEDED(
            402,
            "quota_exceeded",
            "Quota exceeded",
            "The organization's plan doesn't allow more; the detail says of what."),
    FORBIDDEN(403, "forbidden", "Forbidden", "The credentials are known but may not do this."),
    ORGANIZATION_SUSPENDED(
            403,
            "organization_suspended",
            "Organization suspended",
            "The organization's keys are refused until it is resumed."),
    SIGNUP_CLOSED(403, "signup_closed", "Signup closed", "Nobody can sign up here by themselves."),
    INVALID_TOKEN(
            403, "invalid_token", "Invalid token", "The token or code is unknown, used already, withdrawn or expired."),
    EMAIL_UNVERIFIED(
            403,
            "email_unverified",
            "E-mail address not verified",
            "Until the e-mail address of its first user is verified, nothing of an organization can be changed."),
    NOT_FOUND(
            404,
            "resource_not_found",
            "Not found",
            "There is no such path or resource, or it belongs to somebody else."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed", "The path doesn't know this method."),
    NOT_ACCEPTABLE(406, "not_acceptable", "Not acceptable", "The API answers in JSON only."),
    ALREADY_EXISTS(409, "resource_already_exists", "Already exists", "Something of that name exists already."),
    IN_USE(409, "resource_in_use", "In use", "Others depend on it; the detail names them. Delete them first."),
    DELETION_PROTECTED(
            409, "deletion_protected", "Deletion protected", "Set deletion_protection to false before deleting."),
    LAST_ADMINISTRATOR(
            409,
            "last_administrator",
            "Last administrator",
            "The last administrator of an organization can't be removed. Make another one first."),
    NO_CAPACITY(
            409,
            "no_capacity",
            "No capacity",
            "The region runs as many brokers as it can. Delete clusters, use another region, or ask its operator."),
    TOO_LARGE(413, "request_too_large", "Request too large", "No request of the management API needs so large a body."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "unsupported_media_type",
            "Unsupported media type",
            "Bodies are sent with Content-Type: application/json."),
    INVALID_CONFIGURATION(
            422,
            "invalid_configuration",
            "Invalid configuration",
            "The request was understood, but a value isn't allowed."),
    TOO_MANY_ATTEMPTS(
            429,
            "too_many_attempts",
            "Too many attempts",
            "Too many attempts have failed. Retry-After says in how many seconds the next may be made."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "idempotency_key_reused",
            "Idempotency key reused",
            "The Idempotency-Key was sent before with another request. Take a new one for a new request."),
    RATE_LIMITED(
            429,
            "rate_limit_exceeded",
            "Too many requests",
            "Wait for as long as Retry-After says; X-RateLimit-Remaining shows how many are left."),
    INTERNAL(500, "internal_error", "Internal error", "A fault of ours. Tell the operator the request's id."),
    UNAVAILABLE(503, "unavailable", "Unavailable", "The database can't be reached. Nothing was changed; try again.");

    private final int status;
    private final String code;
    private final String title;
    private final String description;

    ErrorCode(int status, String code, String title, String description) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.description = description;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }
}
