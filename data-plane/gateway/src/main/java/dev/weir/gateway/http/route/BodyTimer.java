package dev.weir.gateway.http.route;

import dev.weir.gateway.http.api.BodyConfig;
import dev.weir.gateway.http.api.Pace;
import dev.weir.gateway.http.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells when a short body doesn't come in time. On the request's event loop only. */
public final class BodyTimer {
    private final RoutingContext exchange;
    private final Pace pace;
    private final Problem problem;
    private final Consumer<Problem> tooSlow;
    private long timer;
    private boolean stopped;

    public BodyTimer(RoutingContext exchange, BodyConfig config, Consumer<Problem> tooSlow) {
        this.exchange = exchange;
        this.pace = new Pace(config.bodyPatience(), System.nanoTime());
        this.problem = new Problem.TooSlow("body", config.bodyPatience());
        this.tooSlow = tooSlow;
        watch();
    }

    private void watch() {
        long left = pace.left(System.nanoTime());
        timer = exchange.vertx().setTimer(1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, left)), _ -> look());
    }

    private void look() {
        if (stopped) {
            return;
        }
        if (pace.left(System.nanoTime()) > 0) {
            watch();
        } else {
            stopped = true;
            tooSlow.accept(problem);
        }
    }

    public void came(int bytes) {
        pace.came(bytes);
    }

    /** All is there, or nobody waits for it. */
    public void stop() {
        stopped = true;
        exchange.vertx().cancelTimer(timer);
    }
}
