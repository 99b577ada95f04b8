package dev.weir.gateway.http.watch;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.metrics.GatewayMetrics;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of one exchange, counted for its cluster while they move: a stream may last for days. */
final class Moved {
    private final RoutingContext exchange;
    private final GatewayMetrics metrics;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    Moved(RoutingContext exchange, GatewayMetrics metrics) {
        this.exchange = exchange;
        this.metrics = metrics;
    }

    /**
     * Counts what isn't counted yet; nothing as long as nobody knows whose it is. On any thread, and without a lock of its own:
     * the server has one for each connection, which some callers hold.
     */
    void count() {
        long nowReceived = exchange.request().bytesRead();
        long nowSent = exchange.response().bytesWritten();
        // Most streams have nothing new.
        boolean moving = nowReceived > received.get() || nowSent > sent.get();
        if (moving && exchange.get(Caller.EXCHANGE) instanceof Caller caller) {
            metrics.of(caller.cluster()).http().moved(more(received, nowReceived), more(sent, nowSent));
        }
    }

    private static long more(AtomicLong counted, long now) {
        return Math.max(0, now - counted.getAndAccumulate(now, Math::max));
    }
}
