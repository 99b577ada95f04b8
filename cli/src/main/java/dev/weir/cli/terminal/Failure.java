package dev.weir.cli.terminal;

/** Ends a command with exit code 1. The message is all that the user sees, so it says what to do. */
public class Failure extends RuntimeException {
    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
