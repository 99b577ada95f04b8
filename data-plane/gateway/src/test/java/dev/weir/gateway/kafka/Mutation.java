package dev.weir.gateway.kafka;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes of frames that clients sent such as nobody would send. */
final class Mutation {
    private static final int[] EXTREMES = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF, 0xFFFF, 0x01000000};
    private static final int PREFIX = Integer.BYTES;
    /** Length, API, version and correlation id. */
    private static final int HEADER = 12;

    private final List<byte[]> seeds;
    private final SplittableRandom random;

    Mutation(List<byte[]> seeds, long seed) {
        this.seeds = List.copyOf(seeds);
        this.random = new SplittableRandom(seed);
    }

    /** One whose length is as it says, so that another can follow. */
    byte[] frame() {
        byte[] frame = seed();
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            frame = change(frame);
        }
        ByteBuffer.wrap(frame).putInt(0, frame.length - PREFIX);
        return frame;
    }

    /** One that lies about its length. */
    byte[] liar() {
        byte[] frame = frame();
        int lie = random.nextBoolean() ? extreme() : frame.length + random.nextInt(-20, 2_000);
        ByteBuffer.wrap(frame).putInt(0, lie);
        return frame;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private int extreme() {
        return EXTREMES[random.nextInt(EXTREMES.length)];
    }

    /** Mostly behind the header, for else nobody looks any deeper. */
    private int place(byte[] frame) {
        int first = frame.length > HEADER && random.nextInt(8) > 0 ? HEADER : PREFIX;
        return frame.length <= first ? 0 : random.nextInt(first, frame.length);
    }

    private byte[] change(byte[] frame) {
        int at = place(frame);
        return switch (random.nextInt(8)) {
            case 0 -> {
                frame[at] ^= (byte) (1 << random.nextInt(8));
                yield frame;
            }
            case 1 -> {
                frame[at] = (byte) extreme();
                yield frame;
            }
            case 2 -> {
                if (at + Integer.BYTES <= frame.length) {
                    ByteBuffer.wrap(frame).putInt(at, extreme());
                }
                yield frame;
            }
            case 3 -> at < PREFIX ? frame : Arrays.copyOf(frame, at);
            case 4 -> inserted(frame, at, random.nextInt(1, 40));
            case 5 -> spliced(frame, seed(), at);
            case 6 -> {
                if (frame.length >= HEADER) {
                    ByteBuffer.wrap(frame).putShort(PREFIX, (short) random.nextInt(-1, 100));
                }
                yield frame;
            }
            default -> {
                if (frame.length >= HEADER) {
                    ByteBuffer.wrap(frame).putShort(PREFIX + Short.BYTES, (short) random.nextInt(-1, 20));
                }
                yield frame;
            }
        };
    }

    private byte[] inserted(byte[] frame, int at, int count) {
        if (at < PREFIX) {
            return frame;
        }
        byte[] more = new byte[count];
        random.nextBytes(more);
        return ByteBuffer.allocate(frame.length + count)
                .put(frame, 0, at)
                .put(more)
                .put(frame, at, frame.length - at)
                .array();
    }

    private static byte[] spliced(byte[] frame, byte[] other, int at) {
        if (at < PREFIX || at >= other.length) {
            return frame;
        }
        return ByteBuffer.allocate(other.length)
                .put(frame, 0, at)
                .put(other, at, other.length - at)
                .array();
    }
}
