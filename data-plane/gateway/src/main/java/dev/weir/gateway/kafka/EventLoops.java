package dev.weir.gateway.kafka;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that carry Kafka's bytes, apart from those of HTTP. */
final class EventLoops {
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);
    private static final WriteBufferWaterMark LITTLE = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

    /** On Linux, with less CPU for each event than the JDK's selectors. */
    private static final boolean NATIVE = Epoll.isAvailable();

    private final EventLoopGroup group;

    EventLoops(int wanted) {
        int count = wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
        var threads = new DefaultThreadFactory("weir-kafka");
        group = NATIVE ? new EpollEventLoopGroup(count, threads) : new NioEventLoopGroup(count, threads);
    }

    /** Grows to what a busy connection sends at once, and shrinks again. */
    static RecvByteBufAllocator receiveBuffers() {
        return new ReadSizes(DirectMemory::scarce);
    }

    /** Bytes that wait to be sent on that channel. */
    static long unsent(Channel channel) {
        WriteBufferWaterMark mark = channel.config().getWriteBufferWaterMark();
        return channel.isWritable()
                ? mark.high() - channel.bytesBeforeUnwritable()
                : mark.low() + channel.bytesBeforeWritable();
    }

    /** Whether a channel is given no more than a little before its other side has taken it. */
    static void feedLittle(Channel channel, boolean little) {
        WriteBufferWaterMark mark = little ? LITTLE : WATER_MARK;
        if (channel.config().getWriteBufferHighWaterMark() != mark.high()) {
            channel.config().setWriteBufferWaterMark(mark);
        }
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerSocketChannel> serverChannel() {
        return NATIVE ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    Class<? extends SocketChannel> socketChannel() {
        return NATIVE ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
