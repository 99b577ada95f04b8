package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Readable;

/** The gateway's own connection to a broker, for questions of its own. */
final class PlatformConnection extends ChannelInboundHandlerAdapter {
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;
    /** Larger answers would keep the event loop, which others share, for more than a millisecond. */
    private static final int LARGEST_READ_HERE = 64 * 1024;

    private static final int PATIENCE_SECONDS = 10;
    private static final long LONGEST_LIFE_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Channel channel;
    private final FrameReader frames;
    private final Deque<Question<?>> asked = new ArrayDeque<>();
    private volatile long lastUse = System.nanoTime();
    /** The broker ends the session when its token expires. Another connection is cheaper than another token on this. */
    private final long goodUntil;

    PlatformConnection(UpstreamConnector.LoggedIn reached) {
        this.channel = reached.channel();
        long life = reached.lifetimeMillis() > 0 ? reached.lifetimeMillis() : LONGEST_LIFE_MILLIS;
        this.goodUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(life / 2);
        // Whoever has asked at the very end has an answer until then, or none.
        var _ = channel.eventLoop().schedule(this::close, life, TimeUnit.MILLISECONDS);
        this.frames = new FrameReader(channel.alloc());
    }

    private record Question<T>(ApiKeys api, short version, Function<Readable, T> reader, CompletableFuture<T> answer) {
        void read(Readable body) {
            try {
                var _ = new ResponseHeaderData(body, api.responseHeaderVersion(version));
                answer.complete(reader.apply(body));
            } catch (RuntimeException e) {
                // Kafka's parsers throw many kinds.
                answer.completeExceptionally(e);
            }
        }

        void fail(String reason) {
            answer.completeExceptionally(new IOException(reason));
        }
    }

    /** @param reader makes of the answer's body what is kept */
    <T> CompletableFuture<T> ask(ApiKeys api, short version, ApiMessage body, Function<Readable, T> reader) {
        lastUse = System.nanoTime();
        var question = new Question<>(api, version, reader, new CompletableFuture<T>());
        channel.eventLoop().execute(() -> {
            if (!channel.isActive()) {
                question.fail("the broker is gone");
                return;
            }
            asked.add(question);
            var _ = channel.writeAndFlush(Wire.request(api, version, 0, body));
            var _ = channel.eventLoop().schedule(() -> expire(question), PATIENCE_SECONDS, TimeUnit.SECONDS);
        });
        return question.answer;
    }

    private void expire(Question<?> question) {
        if (!question.answer.isDone()) {
            question.fail("the broker doesn't answer");
            close();
        }
    }

    /** Nanoseconds since it was asked anything. */
    long idle() {
        return System.nanoTime() - lastUse;
    }

    /** Whether there may be more questions. */
    boolean isGood() {
        return channel.isActive() && System.nanoTime() - goodUntil < 0;
    }

    void close() {
        var _ = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        frames.add((ByteBuf) message);
        ByteBuf frame = frames.next(LARGEST_ANSWER);
        while (frame != null) {
            answered(frame);
            frame = frames.next(LARGEST_ANSWER);
        }
    }

    /** Takes over the answer. */
    private void answered(ByteBuf frame) {
        Question<?> question = asked.poll();
        if (question == null) {
            frame.release();
            close();
        } else if (frame.readableBytes() > LARGEST_READ_HERE) {
            Thread.startVirtualThread(() -> read(question, frame));
        } else {
            read(question, frame);
        }
    }

    private static void read(Question<?> question, ByteBuf frame) {
        try {
            question.read(new ByteBufferAccessor(Wire.content(frame)));
        } finally {
            frame.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        frames.release();
        asked.forEach(question -> question.fail("the broker is gone"));
        asked.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close();
    }
}
