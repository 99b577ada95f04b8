package dev.weir.gateway.kafka;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jboss.logging.Logger;

/** Takes the client's own address from what a trusted proxy says first (PROXY protocol), and leaves the pipeline. */
final class ProxyGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(ProxyGate.class);

    /** Goes down the pipeline as soon as the client's own address is known. */
    record OriginKnown() {}

    private final Arrival arrival;

    ProxyGate(Arrival arrival) {
        this.arrival = arrival;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HAProxyMessage said)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            // Without an address it is the proxy itself, to see whether the gateway lives.
            if (said.sourceAddress() != null) {
                arrival.from(new InetSocketAddress(InetAddress.ofLiteral(said.sourceAddress()), said.sourcePort()));
                arrival.throughProxy(false);
                context.fireUserEventTriggered(new OriginKnown());
            }
            context.pipeline().remove(this);
        } catch (IllegalArgumentException e) {
            refuse(context, "no IP address");
        } finally {
            said.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(context, String.valueOf(cause.getMessage()));
    }

    private void refuse(ChannelHandlerContext context, String reason) {
        LOG.infof("event=proxy-refused remote=%s reason=\"%s\"", arrival.origin(), reason);
        var _ = context.close();
    }
}
