package dev.weir.gateway.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.util.Optional;

/** Metrics name all clusters, so they aren't for everybody who can reach the HTTP port. */
@ApplicationScoped
class MetricsGate {
    private static final int FIRST = 1000;
    private static final String PATH = "/q/metrics";
    private static final int NOT_FOUND = 404;

    private final Optional<String> token;

    MetricsGate(MetricsConfig config) {
        this.token = config.token();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext request) {
        if (request.normalizedPath().startsWith(PATH) && !mayRead(request)) {
            request.response().setStatusCode(NOT_FOUND).end();
        } else {
            request.next();
        }
    }

    private boolean mayRead(RoutingContext request) {
        if (token.isEmpty()) {
            return isLoopback(request.request().remoteAddress().hostAddress());
        }
        String shown = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), ("Bearer " + token.get()).getBytes(UTF_8));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
