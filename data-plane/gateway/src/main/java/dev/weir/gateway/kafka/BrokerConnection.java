package dev.weir.gateway.kafka;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The broker's end of a relay. */
final class BrokerConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(BrokerConnection.class);

    private final Relay relay;

    BrokerConnection(Relay relay) {
        this.relay = relay;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        relay.brokerBytes((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        relay.brokerReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        relay.brokerWritable(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        relay.brokerLost("closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warnf(cause, "event=relay-failed");
        }
        relay.brokerLost(String.valueOf(cause.getMessage()));
        var _ = context.close();
    }
}
