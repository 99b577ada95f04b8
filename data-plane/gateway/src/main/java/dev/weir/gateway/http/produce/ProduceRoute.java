package dev.weir.gateway.http.produce;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.api.BodyConfig;
import dev.weir.gateway.http.api.BodyMemory;
import dev.weir.gateway.http.api.HttpLimits;
import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.route.Gate;
import dev.weir.gateway.http.route.Inflated;
import dev.weir.gateway.http.route.LongLived;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import dev.weir.gateway.http.watch.Dues;
import dev.weir.gateway.http.watch.HttpTraffic;
import dev.weir.gateway.state.TenantDirectory;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes records, one or a stream of them. Served on the event loop: a stream may last for hours, and single records come
 * by the ten thousand a second.
 */
@ApplicationScoped
class ProduceRoute {
    private static final List<String> ROOTS = List.of("/kafka/v3", "/v3");
    private static final String PATH = "/clusters/:cluster_id/topics/:topic_name/records";
    private static final String JSON = "application/json";

    private final Gate gate;
    private final Upstreams upstreams;
    private final Dues dues;
    private final HttpLimits limits;
    private final ProduceConfig config;
    private final TenantDirectory tenants;
    private final BodyMemory memory;
    private final LongLived longLived;
    private final BodyConfig bodies;

    ProduceRoute(
            Gate gate,
            Upstreams upstreams,
            Dues dues,
            HttpLimits limits,
            ProduceConfig config,
            TenantDirectory tenants,
            BodyMemory memory,
            LongLived longLived,
            BodyConfig bodies) {
        this.bodies = bodies;
        this.tenants = tenants;
        this.memory = memory;
        this.longLived = longLived;
        this.gate = gate;
        this.upstreams = upstreams;
        this.dues = dues;
        this.limits = limits;
        this.config = config;
    }

    void register(@Observes Router router) {
        for (String root : ROOTS) {
            router.route(HttpMethod.POST, root + PATH).order(0).handler(this::take);
        }
    }

    private void take(RoutingContext request) {
        gate.admit(request, true, caller -> {
            check(request.request(), caller);
            ReadStream<Buffer> body = Inflated.bodyOf(request.request());
            String topic = request.pathParam("topic_name");
            InternalTopics.refuse(topic);
            Optional<Upstream> upstream = upstreams.openNow(caller.cluster(), caller.principal());
            if (upstream.isPresent()) {
                start(request, body, caller, upstream.get(), topic);
            } else {
                await(request, body, caller, topic);
            }
        });
    }

    private void check(HttpServerRequest request, Caller caller) {
        if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE)) && !isCloudEvent(request)) {
            throw new Problem.UnsupportedMediaType("Send Content-Type: application/json.").asException();
        }
        limits.refuseLargerBody(caller.cluster(), request.getHeader(HttpHeaders.CONTENT_LENGTH));
    }

    private static boolean isCloudEvent(HttpServerRequest request) {
        return CloudEvent.isBinary(request.headers())
                || CloudEvent.isStructured(request.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    private static boolean isJson(@Nullable String type) {
        return type == null
                || type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    /** A cluster that is being started is waited for elsewhere. */
    private void await(RoutingContext request, ReadStream<Buffer> body, Caller caller, String topic) {
        Context loop = request.vertx().getOrCreateContext();
        Thread.ofVirtual().name("weir-http-wait").start(() -> {
            try {
                Upstream upstream = upstreams.open(caller.cluster(), caller.principal());
                loop.runOnContext(_ -> start(request, body, caller, upstream, topic));
            } catch (RuntimeException e) {
                Problem problem = Refusal.of(e);
                loop.runOnContext(_ -> Refusal.send(request, problem));
            }
        });
    }

    private void start(
            RoutingContext request, ReadStream<Buffer> body, Caller caller, Upstream upstream, String topic) {
        if (request.response().closed()) {
            // The client left while the cluster was waited for; no handler would hear of it any more.
            upstream.close();
            return;
        }
        if (isCloudEvent(request.request())) {
            dues.produced(upstream.cluster(), 1);
            new CloudEventExchange(
                            request,
                            body,
                            upstream,
                            topic,
                            dues.of(upstream.cluster()).orElse(null),
                            memory.of(upstream.cluster()),
                            bodies)
                    .start();
            return;
        }
        HttpTraffic.isCharged(request);
        new ProduceExchange(
                        request,
                        body,
                        upstream,
                        topic,
                        dues.of(upstream.cluster()).orElse(null),
                        config,
                        () -> !caller.isOver(Instant.now()) && tenants.stillGood(caller.accepted()),
                        memory.of(upstream.cluster()),
                        new Lasting(longLived, caller))
                .start();
    }
}
