package dev.weir.gateway.kafka.sasl;

import dev.weir.gateway.state.Authentication;
import java.nio.ByteBuffer;

/** What a client's message came to. */
public sealed interface Outcome {
    /** The client has to answer this. */
    record Challenge(ByteBuffer message) implements Outcome {}

    /**
     * The client is who it says.
     *
     * @param message the mechanism's last word; empty in most
     */
    record Accepted(Authentication.Accepted who, ByteBuffer message) implements Outcome {}

    /**
     * The client isn't let in.
     *
     * @param reason for the client; tells nothing that helps to guess
     * @param user who it says it is, for the log
     */
    record Refused(String reason, String user) implements Outcome {}
}
