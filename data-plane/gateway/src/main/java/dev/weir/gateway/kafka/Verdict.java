package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;

/** What becomes of a request. */
sealed interface Verdict {
    /** To the broker, and the answer back as it is. */
    record Forward() implements Verdict {
        static final Forward INSTANCE = new Forward();
    }

    /** To the broker, which won't answer. */
    record ForwardUnanswered() implements Verdict {}

    /** To the broker; its answer is looked at. */
    record ForwardAndFilter(Pending.Filter filter) implements Verdict {}

    /** The gateway answers. */
    record Answer(ByteBuf answer) implements Verdict {}

    /** No answer is possible, so the connection ends. */
    record Close(String reason) implements Verdict {}
}
