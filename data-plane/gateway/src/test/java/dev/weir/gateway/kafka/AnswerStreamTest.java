package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerStreamTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);

    private static final byte HEAD = 99;

    /** Writes down what a client would get: what passes, '!' for what was collected, '+' for what was due. */
    private static final class Recorder implements AnswerStream.Sink {
        private final Deque<Boolean> passes = new ArrayDeque<>();
        private final ByteBuf client = Unpooled.buffer();
        private int answers;

        @Override
        public int begins(int length) {
            return passes.element() ? length % (AnswerStream.LARGEST_HEAD + 1) : AnswerStream.COLLECT;
        }

        @Override
        public void head(ByteBuf bytes, int index) {
            bytes.setByte(index, HEAD);
        }

        @Override
        public void pass(ByteBuf bytes) {
            client.writeBytes(bytes);
            bytes.release();
        }

        @Override
        public boolean passed() {
            passes.remove();
            return ++answers % 3 == 0;
        }

        @Override
        public void collected(ByteBuffer answer) {
            passes.remove();
            client.writeByte('!').writeBytes(answer);
        }

        @Override
        public void sendDue() {
            client.writeByte('+');
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 1_000, 50_000})
    void answersKeepTheirOrderHoweverTheyAreCut(int largestCut) {
        var random = new Random(largestCut);
        var recorder = new Recorder();
        ByteBuf stream = Unpooled.buffer();
        ByteBuf expected = Unpooled.buffer();
        int passed = 0;
        for (int answer = 0; answer < 200; answer++) {
            boolean passes = random.nextInt(4) != 0;
            recorder.passes.add(passes);
            byte[] content = new byte[4 + random.nextInt(random.nextInt(10) == 0 ? 10_000 : 30)];
            random.nextBytes(content);
            stream.writeInt(content.length).writeBytes(content);
            if (passes) {
                if (Math.min(content.length, content.length % (AnswerStream.LARGEST_HEAD + 1)) > 0) {
                    content[0] = HEAD;
                }
                expected.writeInt(content.length).writeBytes(content);
                if (++passed % 3 == 0) {
                    expected.writeByte('+');
                }
            } else {
                expected.writeByte('!').writeBytes(content);
            }
        }

        var answers = new AnswerStream(allocator, recorder);
        while (stream.isReadable()) {
            int cut = Math.min(stream.readableBytes(), 1 + random.nextInt(largestCut));
            answers.read(allocator.directBuffer(cut).writeBytes(stream, cut));
        }

        assertThat(ByteBufUtil.getBytes(recorder.client)).isEqualTo(ByteBufUtil.getBytes(expected));
        assertThat(recorder.passes).isEmpty();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void impossibleLengthEndsTheConnection() {
        var recorder = new Recorder();
        recorder.passes.add(true);
        var answers = new AnswerStream(allocator, recorder);

        assertThatThrownBy(() -> answers.read(Unpooled.buffer().writeInt(-5)))
                .isInstanceOf(IllegalStateException.class);
    }
}
