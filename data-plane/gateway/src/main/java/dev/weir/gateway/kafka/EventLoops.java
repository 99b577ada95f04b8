package dev.weir.gateway.kafka;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that carry Kafka's bytes, apart from those of HTTP. */
final class EventLoops {
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final EventLoopGroup group;

    EventLoops(int threads) {
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        group = new NioEventLoopGroup(count, new DefaultThreadFactory("weir-kafka"));
    }

    /** Grows to what a busy connection sends at once, and shrinks again. */
    static RecvByteBufAllocator receiveBuffers() {
        return new AdaptiveRecvByteBufAllocator(256, 4 * 1024, 256 * 1024);
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerSocketChannel> serverChannel() {
        return NioServerSocketChannel.class;
    }

    Class<? extends SocketChannel> socketChannel() {
        return NioSocketChannel.class;
    }

    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
