package dev.weir.gateway.kafka;

import dev.weir.gateway.state.SignedToken;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Shows a token to a broker, waits for its consent, and leaves the pipeline. */
final class UpstreamLogin extends ChannelInboundHandlerAdapter {
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final long PATIENCE_SECONDS = 5;

    private final SignedToken token;
    private final FrameReader frames;
    private final CompletableFuture<Long> sessionLifetime = new CompletableFuture<>();
    private boolean handshaken;

    UpstreamLogin(SignedToken token, FrameReader frames) {
        this.token = token;
        this.frames = frames;
    }

    /** Completes on the event loop. */
    CompletableFuture<Long> sessionLifetime() {
        return sessionLifetime;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var _ = context.write(UpstreamSasl.handshake());
        var _ = context.writeAndFlush(UpstreamSasl.authenticate(token));
        var _ = context.executor()
                .schedule(
                        () -> fail(context, new IOException("no answer to the token")),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        frames.add((ByteBuf) message);
        ByteBuf frame = frames.next(LARGEST_ANSWER);
        while (frame != null) {
            try {
                answered(context, frame);
            } finally {
                frame.release();
            }
            frame = frames.next(LARGEST_ANSWER);
        }
    }

    private void answered(ChannelHandlerContext context, ByteBuf frame) throws UpstreamSasl.Refused {
        if (handshaken) {
            long lifetime = UpstreamSasl.sessionLifetime(Wire.content(frame));
            context.pipeline().remove(this);
            sessionLifetime.complete(lifetime);
        } else {
            UpstreamSasl.checkHandshake(Wire.content(frame));
            handshaken = true;
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            fail(context, handshake.cause());
        }
        var _ = context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, new IOException("closed during authentication"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        frames.release();
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        if (sessionLifetime.completeExceptionally(cause)) {
            var _ = context.close();
        }
    }
}
