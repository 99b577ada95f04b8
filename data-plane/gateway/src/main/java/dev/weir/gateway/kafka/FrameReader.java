package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, without copying them: a frame is a slice of what was read, or a composition of
 * slices. Only dribbles are copied together, or a frame sent byte by byte would hold a buffer for each byte.
 */
final class FrameReader {
    private static final int DRIBBLE = 8 * 1024;
    private static final int POOL = 32 * 1024;
    private static final int SMALL = 1024;
    private static final int WASTE = 4;
    static final int UNKNOWN = -1;

    private final ByteBufAllocator allocator;
    private final Deque<ByteBuf> chunks = new ArrayDeque<>();
    /** The last chunk when it is one of ours, into which dribbles go. */
    private @Nullable ByteBuf pool;

    private int buffered;
    /** Memory of the chunks, of which frames may have been taken. */
    private int held;

    FrameReader(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** A length that no frame may have. */
    static final class BadLength extends Exception {
        private static final long serialVersionUID = 1;
        private final int length;

        BadLength(int length) {
            super("length=" + length, null, false, false);
            this.length = length;
        }

        int length() {
            return length;
        }
    }

    /** Takes over the bytes. */
    void add(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (count == 0) {
            bytes.release();
            return;
        }
        if (chunks.isEmpty()) {
            append(bytes);
        } else if (count < DRIBBLE || buffered < Wire.LENGTH_PREFIX) {
            pour(bytes);
        } else {
            append(bytes);
            pool = null;
        }
        buffered += count;
    }

    private void append(ByteBuf chunk) {
        chunks.add(chunk);
        held += chunk.capacity();
    }

    private void pour(ByteBuf bytes) {
        try {
            int count = bytes.readableBytes();
            if (buffered < Wire.LENGTH_PREFIX) {
                // The prefix must not be cut in two.
                pool = together(Math.max(POOL, buffered + count));
            } else if (pool == null || pool.writableBytes() < count) {
                pool = allocator.buffer(POOL);
                append(pool);
            }
            pool.writeBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    private ByteBuf together(int capacity) {
        ByteBuf whole = allocator.buffer(capacity);
        chunks.forEach(whole::writeBytes);
        drop();
        append(whole);
        return whole;
    }

    /** Bytes that haven't become a frame yet. */
    int buffered() {
        return buffered;
    }

    /** Memory that is held for them. */
    int held() {
        return held;
    }

    /** Copies what is there out of chunks of which it needs little. */
    void compact() {
        if (buffered > 0 && held >= WASTE * buffered && held > SMALL) {
            // With room for the next dribbles, or each would be a reason to copy again.
            pool = together(Math.max(SMALL / 2, 2 * buffered));
        }
    }

    /** Length of the frame that comes next, without its prefix; {@link #UNKNOWN} while the prefix isn't complete. */
    int nextLength() {
        ByteBuf first = chunks.peek();
        return first == null || buffered < Wire.LENGTH_PREFIX ? UNKNOWN : first.getInt(first.readerIndex());
    }

    /** The next complete frame with its prefix, owned by the caller; null when more bytes are needed. */
    @Nullable
    ByteBuf next(int limit) throws BadLength {
        ByteBuf first = chunks.peek();
        if (first == null || buffered < Wire.LENGTH_PREFIX) {
            return null;
        }
        int length = first.getInt(first.readerIndex());
        if (length < 0 || length > limit) {
            throw new BadLength(length);
        }
        int whole = Wire.LENGTH_PREFIX + length;
        if (buffered < whole) {
            return null;
        }
        buffered -= whole;
        return first.readableBytes() >= whole ? take(whole) : compose(whole);
    }

    private ByteBuf compose(int whole) {
        CompositeByteBuf frame = allocator.compositeBuffer(Math.max(2, chunks.size()));
        int missing = whole;
        while (missing > 0) {
            ByteBuf part = take(Math.min(missing, chunks.element().readableBytes()));
            missing -= part.readableBytes();
            frame.addComponent(true, part);
        }
        return frame;
    }

    /** Takes that many bytes from the first chunk, which has them. */
    private ByteBuf take(int count) {
        ByteBuf first = chunks.element();
        if (first.readableBytes() > count) {
            return first.readRetainedSlice(count);
        }
        chunks.remove();
        held -= first.capacity();
        if (chunks.isEmpty()) {
            pool = null;
        }
        return first;
    }

    void release() {
        drop();
        buffered = 0;
    }

    private void drop() {
        chunks.forEach(ByteBuf::release);
        chunks.clear();
        held = 0;
        pool = null;
    }
}
