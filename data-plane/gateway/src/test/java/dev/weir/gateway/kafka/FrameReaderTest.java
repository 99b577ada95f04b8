package dev.weir.gateway.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int LIMIT = 1024 * 1024;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final FrameReader reader = new FrameReader(allocator);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100, 5_000, 9_000, 70_000, 1_000_000})
    void framesComeOutAsTheyWentInHoweverTheyAreCut(int largestCut) throws FrameReader.BadLength {
        var random = new Random(largestCut);
        List<byte[]> expected = new ArrayList<>();
        ByteBuf stream = Unpooled.buffer();
        for (int frame = 0; frame < 40; frame++) {
            byte[] content = new byte
                    [random.nextInt(4) == 0 ? random.nextInt(largestCut < 100 ? 500 : 200_000) : random.nextInt(100)];
            random.nextBytes(content);
            expected.add(content);
            stream.writeInt(content.length).writeBytes(content);
        }

        List<byte[]> found = new ArrayList<>();
        while (stream.isReadable()) {
            int cut = Math.min(stream.readableBytes(), 1 + random.nextInt(largestCut));
            reader.add(allocator.directBuffer(cut).writeBytes(stream, cut));
            for (ByteBuf frame = reader.next(LIMIT); frame != null; frame = reader.next(LIMIT)) {
                found.add(ByteBufUtil.getBytes(frame.skipBytes(Wire.LENGTH_PREFIX)));
                frame.release();
            }
        }

        assertThat(found).hasSize(expected.size());
        for (int frame = 0; frame < found.size(); frame++) {
            assertThat(Arrays.equals(found.get(frame), expected.get(frame)))
                    .as("frame %d", frame)
                    .isTrue();
        }
        assertThat(reader.buffered()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void aFrameSentByteByByteHoldsLittleMoreThanItsBytes() throws FrameReader.BadLength {
        reader.add(allocator.directBuffer(4).writeInt(100_000));
        for (int sent = 0; sent < 99_999; sent++) {
            reader.add(allocator.directBuffer(64).writeByte(7));
            assertThat(reader.next(LIMIT)).isNull();
        }
        assertThat(allocator.metric().usedDirectMemory()).isLessThan(200_000);
        reader.release();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void aSmallRemainderNeedNotKeepItsLargeChunk() throws FrameReader.BadLength {
        ByteBuf chunk = allocator.directBuffer(256 * 1024).writeInt(1_000).writeZero(1_000);
        reader.add(chunk.writeInt(2_000).writeZero(500));
        requireNonNull(reader.next(LIMIT)).release();
        assertThat(reader.held()).isEqualTo(256 * 1024);

        reader.compact();

        assertThat(reader.held()).isLessThan(2_048);
        assertThat(allocator.metric().usedDirectMemory()).isEqualTo(reader.held());
        assertThat(reader.next(LIMIT)).isNull();
        reader.add(allocator.directBuffer(1_500).writeZero(1_500));
        ByteBuf frame = requireNonNull(reader.next(LIMIT));
        assertThat(frame.readableBytes()).isEqualTo(Wire.LENGTH_PREFIX + 2_000);
        frame.release();
        assertThat(reader.held()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void whatIsHeldIsTheChunksMemory() throws FrameReader.BadLength {
        var random = new Random(1);
        for (int read = 0; read < 1_000; read++) {
            int size = 1 + random.nextInt(20_000);
            ByteBuf chunk = allocator.directBuffer(size + random.nextInt(20_000));
            while (chunk.writerIndex() < size) {
                chunk.writeInt(reader.buffered() == 0 && chunk.writerIndex() == 0 ? 300 : 0);
            }
            reader.add(chunk);
            for (ByteBuf frame = reader.next(LIMIT); frame != null; frame = reader.next(LIMIT)) {
                frame.release();
            }
            if (read % 7 == 0) {
                reader.compact();
            }
            assertThat(reader.held()).isEqualTo(allocator.metric().usedDirectMemory());
        }
        reader.release();
        assertThat(reader.held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, LIMIT + 1, 100_000_000, Integer.MAX_VALUE, 0x47455420})
    void impossibleLengthsAreRefusedAtOnce(int length) {
        reader.add(Unpooled.buffer().writeInt(length));

        assertThatThrownBy(() -> reader.next(LIMIT)).isInstanceOf(FrameReader.BadLength.class);
    }

    @Test
    void lengthIsKnownAsSoonAsItsFourBytesAreThere() {
        reader.add(Unpooled.wrappedBuffer(new byte[] {0, 0}));
        assertThat(reader.nextLength()).isEqualTo(FrameReader.UNKNOWN);
        reader.add(Unpooled.wrappedBuffer(new byte[] {1, 0}));
        assertThat(reader.nextLength()).isEqualTo(256);
    }
}
