package dev.weir.gateway.http.watch;

import dev.weir.gateway.state.Cluster;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets pages of other sites use a cluster where that is wanted (Fetch standard, CORS protocol). */
@ApplicationScoped
class Cors {
    private static final int FIRST = 900;
    private static final int NO_CONTENT = 204;
    private static final int FORBIDDEN = 403;
    private static final Pattern CLUSTER = Pattern.compile("/(?:kafka/)?v3/clusters/(lkc-[a-z0-9]{1,32})(?:/.*)?");

    private final CorsConfig config;
    private final TenantDirectory tenants;

    Cors(CorsConfig config, TenantDirectory tenants) {
        this.config = config;
        this.tenants = tenants;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext request) {
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            request.next();
            return;
        }
        HttpServerResponse response = request.response();
        boolean allowed = allows(request.request().path(), origin);
        if (allowed) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(HttpHeaders.VARY, "Origin")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
        }
        boolean asksBefore = HttpMethod.OPTIONS.equals(request.request().method())
                && request.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
        if (!asksBefore) {
            request.next();
        } else if (allowed) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, last-event-id")
                    .putHeader(
                            HttpHeaders.ACCESS_CONTROL_MAX_AGE,
                            Long.toString(config.maxAge().toSeconds()))
                    .setStatusCode(NO_CONTENT)
                    .end();
        } else {
            response.setStatusCode(FORBIDDEN)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end("{\"error_code\":40301,\"message\":\"Pages of this origin may not use the cluster.\"}");
        }
    }

    private boolean allows(String path, String origin) {
        Matcher cluster = CLUSTER.matcher(path);
        return cluster.matches()
                && (config.clusters().getOrDefault(cluster.group(1), Set.of()).contains(origin)
                        || ownersAllow(cluster.group(1), origin));
    }

    private boolean ownersAllow(String cluster, String origin) {
        return tenants.cluster(new ClusterId(cluster))
                .map(Cluster::desired)
                .filter(desired -> desired.httpOrigins().contains(origin))
                .isPresent();
    }
}
