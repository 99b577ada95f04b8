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
    /** What {@link Sink#begins} answers for an answer that is handed over whole, by {@link Sink#collected}. */
    static final int COLLECT = -1;
    /** What {@link Sink#begins} answers at most. */
    static final int LARGEST_HEAD = 16;

    private final ByteBufAllocator allocator;
    private final Sink sink;
    /** Bytes of the current answer that are still to come, after its prefix. */
    private int missing;

    private @Nullable ByteBuf collected;
    /** The start of an answer, as long as it isn't there in one piece. */
    private final ByteBuf start = Unpooled.buffer(Wire.LENGTH_PREFIX + LARGEST_HEAD);
    /** Bytes that the start has to have; just the prefix as long as nobody has been asked. */
    private int startLength = Wire.LENGTH_PREFIX;

    /** Where answers go. Each method may throw {@link IllegalStateException}, which ends the connection. */
    interface Sink {
        /**
         * An answer of that many bytes begins, its prefix not counted. Returns {@link #COLLECT}, or how many of its
         * first bytes are wanted by {@link #head} before it passes: 0 for none.
         */
        int begins(int length);

        /** The first bytes of an answer that passes, from that index on, to be changed in their place. */
        void head(ByteBuf bytes, int index);

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

    /** Reads the start of the next answer, of which there is at least one byte. Returns where passing bytes begin. */
    private int begin(ByteBuf in, int passFrom) {
        if (start.isReadable() || in.readableBytes() < Wire.LENGTH_PREFIX) {
            flush(in, passFrom);
            gather(in);
            return in.readerIndex();
        }
        int length = in.getInt(in.readerIndex());
        int head = asked(length);
        if (head == COLLECT) {
            flush(in, passFrom);
            in.skipBytes(Wire.LENGTH_PREFIX);
            startCollecting(length);
            return in.readerIndex();
        }
        if (in.readableBytes() < Wire.LENGTH_PREFIX + head) {
            flush(in, passFrom);
            startLength = Wire.LENGTH_PREFIX + head;
            start.writeBytes(in);
            return in.readerIndex();
        }
        in.skipBytes(Wire.LENGTH_PREFIX);
        if (head > 0) {
            sink.head(in, in.readerIndex());
        }
        missing = length;
        return passFrom;
    }

    private int asked(int length) {
        return Math.min(sink.begins(checked(length, Integer.MAX_VALUE)), length);
    }

    /** The start comes in pieces. */
    private void gather(ByteBuf in) {
        start.writeBytes(in, Math.min(startLength - start.readableBytes(), in.readableBytes()));
        if (start.readableBytes() < startLength) {
            return;
        }
        int length = start.getInt(0);
        if (startLength == Wire.LENGTH_PREFIX) {
            int head = asked(length);
            if (head > 0) {
                startLength += head;
                return;
            }
            if (head == COLLECT) {
                restart();
                startCollecting(length);
                return;
            }
        } else {
            sink.head(start, Wire.LENGTH_PREFIX);
        }
        missing = length - (startLength - Wire.LENGTH_PREFIX);
        sink.pass(allocator.buffer(startLength).writeBytes(start));
        restart();
        if (missing == 0 && sink.passed()) {
            sink.sendDue();
        }
    }

    private void restart() {
        start.clear();
        startLength = Wire.LENGTH_PREFIX;
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
