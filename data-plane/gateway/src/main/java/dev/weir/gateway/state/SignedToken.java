package dev.weir.gateway.state;

import java.time.Instant;

/**
 * A JWT that a cluster's brokers accept.
 *
 * @param value the token in its compact form
 * @param expires when brokers stop accepting it
 */
public record SignedToken(String value, Instant expires) {
    @Override
    public String toString() {
        return "SignedToken[expires=" + expires + "]";
    }
}
