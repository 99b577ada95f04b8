package dev.weir.gateway.http.arrival;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Optional;

/**
 * Gives each connection over HTTP its {@link HeadDeadline}. Vert.x has none, and shows a connection not before its first
 * request is there; so the channels that take connections are asked.
 */
@ApplicationScoped
class HeadDeadlines {
    /** Before whatever may answer. */
    private static final int FIRST = 1_000;

    private static final String NAME = "weir-head-deadlines";

    private final Vertx vertx;
    private final Accepting accepting;

    HeadDeadlines(Vertx vertx, ArrivalConfig config) {
        this.vertx = vertx;
        this.accepting = new Accepting(config.headPatience().toNanos());
    }

    /** Handed every connection that is made. */
    @ChannelHandler.Sharable
    private static final class Accepting extends ChannelInboundHandlerAdapter {
        private final long patience;

        Accepting(long patience) {
            this.patience = patience;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addFirst(new HeadDeadline(patience));
            }
            context.fireChannelRead(accepted);
        }
    }

    void http(@ObservesAsync HttpServerStart started) {
        watchServers();
    }

    void https(@ObservesAsync HttpsServerStart started) {
        watchServers();
    }

    private void watchServers() {
        ((VertxInternal) vertx).getAcceptorEventLoopGroup().forEach(executor -> {
            if (executor instanceof SingleThreadEventLoop loop) {
                loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::watch));
            }
        });
    }

    private void watch(Channel channel) {
        if (channel instanceof ServerChannel && channel.pipeline().get(NAME) == null) {
            channel.pipeline().addFirst(NAME, accepting);
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::begun, FIRST);
    }

    private void begun(RoutingContext exchange) {
        if (exchange.request().connection() instanceof HttpServerConnection connection) {
            Optional<HeadDeadline> deadline = HeadDeadline.of(connection.channel());
            deadline.ifPresent(HeadDeadline::begun);
            // With HTTP/2 what comes between requests may be about the connection.
            if (exchange.request().version() != HttpVersion.HTTP_2) {
                deadline.ifPresent(known -> exchange.addEndHandler(_ -> known.answered()));
            }
        }
        exchange.next();
    }
}
