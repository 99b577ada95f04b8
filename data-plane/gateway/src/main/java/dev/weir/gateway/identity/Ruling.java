package dev.weir.gateway.identity;

import dev.weir.gateway.state.Authentication;

/** What a judge says of somebody whom another vouches for. */
public sealed interface Ruling {
    /** The word counts; whether the cluster takes them is another question. */
    record Known(Authentication authentication, String subject) implements Ruling {}

    /**
     * The word doesn't count.
     *
     * @param reason for the client
     * @param subject whom it is about, as far as that is known; for the log
     */
    record Doubtful(String reason, String subject) implements Ruling {}
}
