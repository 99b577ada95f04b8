package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;

/** What a client's frames mean at this point of the connection's life. All methods run on its event loop. */
sealed interface Stage permits Handshake, Relay {
    /**
     * Whether a frame of that length, without its prefix, may be read further; if not, the connection is paused. Asked
     * several times for each frame, the first time when its length arrives; negative before.
     */
    default boolean admits(int length) {
        return true;
    }

    /** Takes over a complete frame. */
    void frame(ByteBuf frame);

    /** Length of the largest frame, without its prefix. */
    int frameLimit();

    /** All that was read has been handed over. */
    void readComplete();

    /** The client takes more bytes again, or can't for now. */
    void writabilityChanged(boolean writable);

    /** Bytes that wait to be sent to the other side, as long as they are few. */
    long unsent();

    /** The gateway stops: what was asked is still answered, nothing else. */
    void drain();

    /** The client is gone. */
    void closed();
}
