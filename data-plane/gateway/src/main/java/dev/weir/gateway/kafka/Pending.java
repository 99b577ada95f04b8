package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import org.apache.kafka.common.protocol.ApiKeys;

/** An answer that is due, in the order of the requests: the broker's next answer belongs to the first that isn't local. */
sealed interface Pending {
    Pending PASS = new Pass();

    /** The broker's answer goes to the client as it is. */
    record Pass() implements Pending {}

    /** The broker's answer goes through {@link AnswerFilter}. */
    record Filter(ApiKeys api, short version, int correlationId) implements Pending {}

    /** The broker's answer to what the gateway asked for itself. */
    record Swallow(ApiKeys api) implements Pending {}

    /** The gateway's own answer, which waits for those before it. */
    record Local(ByteBuf answer) implements Pending {}
}
