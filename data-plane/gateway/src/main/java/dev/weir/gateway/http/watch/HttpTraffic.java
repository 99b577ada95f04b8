package dev.weir.gateway.http.watch;

import dev.weir.gateway.accesslog.AccessLine;
import dev.weir.gateway.accesslog.AccessLog;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.metrics.GatewayMetrics;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts requests and bytes for each cluster, and logs requests where that is wanted. */
@ApplicationScoped
public class HttpTraffic {
    private static final int FIRST = 950;
    private static final String CHARGED = "weir.charged";
    private static final String MOVED = "weir.moved";
    private static final long COUNT_MILLIS = 5_000;

    private final GatewayMetrics metrics;
    private final AccessLog log;
    private final Dues dues;
    private final Set<Moved> open = ConcurrentHashMap.newKeySet();

    HttpTraffic(GatewayMetrics metrics, AccessLog log, Dues dues) {
        this.metrics = metrics;
        this.log = log;
        this.dues = dues;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(COUNT_MILLIS, _ -> open.forEach(Moved::count));
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    /** Tells that the bytes of this answer are charged while they are sent. */
    public static void isCharged(RoutingContext exchange) {
        exchange.put(CHARGED, true);
    }

    private void watch(RoutingContext exchange) {
        long start = System.nanoTime();
        var moved = new Moved(exchange, metrics);
        // Others look there for the caller while it is found.
        exchange.put(MOVED, moved);
        open.add(moved);
        exchange.addEndHandler(_ -> {
            open.remove(moved);
            moved.count();
            if (exchange.get(Caller.EXCHANGE) instanceof Caller caller) {
                ended(exchange, caller, System.nanoTime() - start);
            }
        });
        exchange.next();
    }

    private void ended(RoutingContext exchange, Caller caller, long nanos) {
        long received = exchange.request().bytesRead();
        long sent = exchange.response().bytesWritten();
        int status = exchange.response().getStatusCode();
        if (exchange.get(CHARGED) == null) {
            dues.of(caller.cluster()).ifPresent(admission -> admission.answer(sent, System.nanoTime()));
        }
        metrics.of(caller.cluster()).http().answered(exchange.request().method().name(), status, nanos);
        if (log.concerns(caller.cluster())) {
            log.add(new AccessLine(
                    AccessLine.before(nanos),
                    caller.cluster().value(),
                    caller.accepted().credential().toString(),
                    caller.principal().value(),
                    String.valueOf(exchange.request().remoteAddress()),
                    "HTTP " + exchange.request().method() + " "
                            + exchange.request().path(),
                    status,
                    received,
                    sent,
                    TimeUnit.NANOSECONDS.toMicros(nanos),
                    0));
        }
    }
}
