package dev.weir.gateway.http.watch;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.metrics.GatewayMetrics;
import io.vertx.ext.web.RoutingContext;

/** The bytes of one exchange, counted for its cluster while they move: a stream may last for days. */
final class Moved {
    private final RoutingContext exchange;
    private final GatewayMetrics metrics;
    private long received;
    private long sent;

    Moved(RoutingContext exchange, GatewayMetrics metrics) {
        this.exchange = exchange;
        this.metrics = metrics;
    }

    /** Counts what isn't counted yet; nothing as long as nobody knows whose it is. */
    synchronized void count() {
        if (exchange.get(Caller.EXCHANGE) instanceof Caller caller) {
            long nowReceived = exchange.request().bytesRead();
            long nowSent = exchange.response().bytesWritten();
            metrics.of(caller.cluster()).http().moved(nowReceived - received, nowSent - sent);
            received = nowReceived;
            sent = nowSent;
        }
    }
}
