package dev.weir.gateway.kafka;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.util.function.BooleanSupplier;

/**
 * How large a buffer the next read of a connection gets. Netty's own way grows only when a read fills its buffer to the
 * last byte, so a client that sends batches a little smaller than a power of two is read one batch at a time for ever,
 * though several wait. Here a read of half a buffer is reason enough, and small ones shrink it again. Where memory is
 * short, little is read at once.
 */
final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int SMALLEST = 256;
    private static final int FIRST = 4 * 1024;
    private static final int LARGEST = 128 * 1024;
    private static final int LITTLE = 8 * 1024;
    private static final int GROWTH = 4;
    private static final int SMALL_READS = 2;

    private final BooleanSupplier memoryIsShort;

    ReadSizes(BooleanSupplier memoryIsShort) {
        this.memoryIsShort = memoryIsShort;
    }

    @Override
    @SuppressWarnings("deprecation") // Netty's own interface has it so
    public Handle newHandle() {
        return new Guess();
    }

    private final class Guess extends MaxMessageHandle {
        private int size = FIRST;
        private int total;
        private int smallReads;

        @Override
        public int guess() {
            return size > LITTLE && memoryIsShort.getAsBoolean() ? LITTLE : size;
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(bytes);
            if (bytes > 0) {
                total += bytes;
                if (bytes == attemptedBytesRead()) {
                    grow();
                }
            }
        }

        @Override
        public void readComplete() {
            if (total >= size / 2) {
                grow();
            } else if (total >= size / (2 * GROWTH)) {
                smallReads = 0;
            } else if (++smallReads >= SMALL_READS) {
                size = Math.max(SMALLEST, size / 2);
                smallReads = 0;
            }
            total = 0;
        }

        private void grow() {
            size = Math.min(LARGEST, size * GROWTH);
            smallReads = 0;
        }
    }
}
