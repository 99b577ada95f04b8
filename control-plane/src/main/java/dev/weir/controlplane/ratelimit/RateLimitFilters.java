package dev.weir.controlplane.ratelimit;

import dev.weir.controlplane.auth.Caller.OrganizationCaller;
import dev.weir.controlplane.auth.Caller.PlatformAdmin;
import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.problem.Problem.RateLimited;
import dev.weir.controlplane.ratelimit.RateLimits.Verdict;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Says on every answer how much is left, and refuses whoever has nothing left. */
class RateLimitFilters {
    private static final String TIGHTEST = "weir.rate-limit";

    private final RateLimitConfig config;
    private final RateLimits limits;
    private final CurrentCaller caller;

    RateLimitFilters(RateLimitConfig config, RateLimits limits, CurrentCaller caller) {
        this.config = config;
        this.limits = limits;
        this.caller = caller;
    }

    @ServerRequestFilter(preMatching = true)
    public void byAddress(RoutingContext context) {
        if (!config.enabled()) {
            return;
        }
        String address = context.request().remoteAddress().hostAddress();
        String path = context.normalizedPath();
        require(context, limits.address(address));
        if (limits.isDoor(context.request().method().name(), path)) {
            require(context, limits.door(address, path));
        }
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION + 2)
    public void byCredential(RoutingContext context) {
        if (config.enabled()) {
            caller.whoever()
                    .map(known -> switch (known) {
                        case OrganizationCaller it -> it.key().value();
                        case PlatformAdmin it -> it.key();
                    })
                    .ifPresent(credential -> require(context, limits.credential(credential)));
        }
    }

    private static void require(RoutingContext context, Verdict verdict) {
        Verdict before = context.get(TIGHTEST);
        Verdict tightest = before == null ? verdict : before.tighter(verdict);
        context.put(TIGHTEST, tightest);
        context.response()
                .putHeader("X-RateLimit-Limit", Long.toString(tightest.limit()))
                .putHeader("X-RateLimit-Remaining", Long.toString(tightest.remaining()))
                .putHeader("X-RateLimit-Reset", Long.toString(tightest.resetSeconds()));
        if (!verdict.allowed()) {
            throw new RateLimited(verdict.limit(), Math.max(1, verdict.retrySeconds())).toException();
        }
    }
}
