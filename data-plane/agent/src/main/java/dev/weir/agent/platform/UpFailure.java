package dev.weir.agent.platform;

/** Weir can't be started, and the message tells a person why and what to do. */
public final class UpFailure extends Exception {
    public UpFailure(String message) {
        super(message);
    }
}
