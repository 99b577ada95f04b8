package dev.weir.cli.api;

import dev.weir.cli.terminal.Failure;

/** The server refused. The message is its own detail. */
public final class ApiFailure extends Failure {
    private final int status;
    private final String code;

    ApiFailure(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A stable word such as {@code quota_exceeded}, or Kafka REST's number; empty if there was none. */
    public String code() {
        return code;
    }
}
