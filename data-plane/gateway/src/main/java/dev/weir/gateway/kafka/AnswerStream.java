package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ends of the broker's answers in its stream. What passes goes on at once, in slices as long as possible; only
 * what somebody has to read is collected.
 */
final class AnswerStream {
    private static final int LARGEST_COLLECTED = 8 * 1024 * 1024;

    private final ByteBufAllocator allocator;
    private final Sink sink;
    /** Bytes of the current answer that are still to come, after its prefix. */
    private int missing;

    private @Nullable ByteBuf collected;
    private final ByteBuf prefix = Unpooled.buffer(Wire.LENGTH_PREFIX, Wire.LENGTH_PREFIX);

    /** Where answers go. Each method may throw {@link IllegalStateException}, which ends the connection. */
    interface Sink {
        /** Whether the answer that begins now passes as it is, or has to be collected. */
        boolean nextPasses();

        /** Takes over bytes of answers that pass. */
        void pass(ByteBuf bytes);

        /** An answer that passes is complete; true when something has to be sent before the next one. */
        boolean passed();

        /** An answer that doesn't pass, without its prefix. */
        void collected(ByteBuffer answer);

        /** Sends what had to wait for the answers so far. */
        void sendDue();
    }

    AnswerStream(ByteBufAllocator allocator, Sink sink) {
        this.allocator = allocator;
        this.sink = sink;
    }

    /** Takes over the bytes. */
    void read(ByteBuf in) {
        int passFrom = in.readerIndex();
        try {
            while (in.isReadable()) {
                if (missing == 0) {
                    passFrom = begin(in, passFrom);
                } else if (collected != null) {
                    collect(collected, in);
                    passFrom = in.readerIndex();
                } else {
                    int count = Math.min(missing, in.readableBytes());
                    in.skipBytes(count);
                    missing -= count;
                    if (missing == 0 && sink.passed()) {
                        passFrom = flush(in, passFrom);
                        sink.sendDue();
                    }
                }
            }
            if (passFrom == 0 && in.readerIndex() > 0) {
                sink.pass(in.retain().readerIndex(0));
            } else {
                flush(in, passFrom);
            }
        } finally {
            in.release();
        }
    }

    /** Reads the prefix of the next answer, of which there is at least one byte. Returns where passing bytes begin. */
    private int begin(ByteBuf in, int passFrom) {
        if (!prefix.isReadable() && in.readableBytes() >= Wire.LENGTH_PREFIX) {
            int length = in.getInt(in.readerIndex());
            if (sink.nextPasses()) {
                in.skipBytes(Wire.LENGTH_PREFIX);
                missing = checked(length, Integer.MAX_VALUE);
                return passFrom;
            }
            flush(in, passFrom);
            in.skipBytes(Wire.LENGTH_PREFIX);
            startCollecting(length);
            return in.readerIndex();
        }
        flush(in, passFrom);
        in.readBytes(prefix, Math.min(prefix.writableBytes(), in.readableBytes()));
        if (!prefix.isWritable()) {
            int length = prefix.getInt(0);
            if (sink.nextPasses()) {
                missing = checked(length, Integer.MAX_VALUE);
                sink.pass(allocator.buffer(Wire.LENGTH_PREFIX).writeInt(length));
            } else {
                startCollecting(length);
            }
            prefix.clear();
        }
        return in.readerIndex();
    }

    private void startCollecting(int length) {
        missing = checked(length, LARGEST_COLLECTED);
        collected = allocator.heapBuffer(length, length);
    }

    private void collect(ByteBuf target, ByteBuf in) {
        int count = Math.min(missing, in.readableBytes());
        in.readBytes(target, count);
        missing -= count;
        if (missing == 0) {
            collected = null;
            try {
                sink.collected(target.nioBuffer());
            } finally {
                target.release();
            }
        }
    }

    private int flush(ByteBuf in, int passFrom) {
        int end = in.readerIndex();
        if (end > passFrom) {
            sink.pass(in.retainedSlice(passFrom, end - passFrom));
        }
        return end;
    }

    private static int checked(int length, int limit) {
        if (length < Integer.BYTES || length > limit) {
            throw new IllegalStateException("a broker's answer of " + length + " bytes");
        }
        return length;
    }

    void release() {
        if (collected != null) {
            collected.release();
            collected = null;
        }
    }
}
