package dev.weir.gateway.kafka.sasl;

import java.util.concurrent.CompletableFuture;

/** One conversation in one mechanism. Messages come one after the other, each after the answer to the one before. */
public interface Exchange {
    /** Never fails; may complete on any thread. */
    CompletableFuture<Outcome> next(byte[] message);
}
