package dev.weir.controlplane.idempotency;

/** Ends a request that was answered before with that answer. It is no fault, so it has no stack trace. */
final class Replayed extends RuntimeException {
    private final int status;
    private final String body;

    Replayed(int status, String body) {
        super("answered before", null, false, false);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }
}
