package dev.weir.benchmarks.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import javax.net.ssl.SSLException;

/** The program: listens, and connects each client to one target. With the sockets' options that the gateway has. */
public final class ByteRelay {
    static final String READY = "relay ready";
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);
    private static final int CERTIFICATE = 3;
    private static final int KEY = 4;
    private static final int BACKLOG = 1024;

    private ByteRelay() {}

    /** Arguments: the port to listen on, the target's host, its port; for TLS, files with a certificate and its key. */
    public static void main(String[] arguments) throws SSLException {
        int port = Integer.parseInt(arguments[0]);
        String host = arguments[1];
        int target = Integer.parseInt(arguments[2]);
        SslContext tls = arguments.length > CERTIFICATE
                ? SslContextBuilder.forServer(new File(arguments[CERTIFICATE]), new File(arguments[KEY]))
                        .sslProvider(SslProvider.JDK)
                        .build()
                : null;
        var listening = new ServerBootstrap()
                .group(new NioEventLoopGroup(Runtime.getRuntime().availableProcessors()))
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, receiveBuffers())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        if (tls != null) {
                            client.pipeline().addLast(tls.newHandler(client.alloc()));
                        }
                        connect(client, host, target);
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly();
        System.out.println(READY);
        listening.channel().closeFuture().syncUninterruptibly();
    }

    private static void connect(Channel client, String host, int port) {
        EventLoop loop = client.eventLoop();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.RCVBUF_ALLOCATOR, receiveBuffers())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel broker) {
                        broker.pipeline().addLast(new Side(client));
                        client.pipeline().addLast(new Side(broker));
                    }
                })
                .connect(host, port)
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        loop.execute(() -> client.pipeline().fireUserEventTriggered(Side.Connected.BOTH));
                    } else {
                        var _ = client.close();
                    }
                });
    }

    private static RecvByteBufAllocator receiveBuffers() {
        return new AdaptiveRecvByteBufAllocator(256, 4 * 1024, 256 * 1024);
    }
}
