package dev.weir.gateway.http.arrival;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes a connection on which bytes have come, or which is new, and no request has begun for too long. It sees bytes
 * before TLS does; the server tells it of requests. One timer for each connection at most, whatever comes.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<HeadDeadline> OF_CHANNEL = AttributeKey.valueOf("weir.http.head-deadline");
    private static final long NOTHING_COMES = 0;

    private final long patience;
    /** Requests that aren't answered yet. */
    private final AtomicInteger requests = new AtomicInteger();
    /** When the head that is coming began. */
    private volatile long since = now();

    private boolean watched;

    HeadDeadline(long patience) {
        this.patience = patience;
    }

    static Optional<HeadDeadline> of(Channel channel) {
        return Optional.ofNullable(channel.attr(OF_CHANNEL).get());
    }

    private static long now() {
        return System.nanoTime() | 1;
    }

    /** A request's head is complete. */
    void begun() {
        requests.incrementAndGet();
        since = NOTHING_COMES;
    }

    /** It is answered; what comes now is another one. */
    void answered() {
        requests.decrementAndGet();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().attr(OF_CHANNEL).set(this);
        watch(context, patience);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (since == NOTHING_COMES && requests.get() == 0) {
            since = now();
            if (!watched) {
                watch(context, patience);
            }
        }
        context.fireChannelRead(bytes);
    }

    private void watch(ChannelHandlerContext context, long nanos) {
        watched = true;
        var _ = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        watched = false;
        long began = since;
        if (began == NOTHING_COMES || !context.channel().isOpen()) {
            return;
        }
        long left = began + patience - now();
        if (left > 0) {
            watch(context, left);
        } else {
            var _ = context.close();
        }
    }
}
