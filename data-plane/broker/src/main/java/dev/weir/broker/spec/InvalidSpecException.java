package dev.weir.broker.spec;

/** The spec can't be used as it is: starting again won't help. The message is one line for the operator. */
public final class InvalidSpecException extends Exception {
    public InvalidSpecException(String message) {
        super(message);
    }
}
