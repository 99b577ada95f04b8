package dev.weir.controlplane.platform;

/** Text that isn't the record that was expected. Carries no part of the text: it may be a secret. */
public final class MalformedRecord extends RuntimeException {
    MalformedRecord(String message) {
        super(message);
    }
}
