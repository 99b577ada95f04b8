package dev.weir.gateway.http.consumers;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.route.Gate;
import dev.weir.gateway.http.route.Refusal;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records of consumers. Answered here and not by a resource, since what was handed out is the client's only when the
 * answer has left, which no framework tells.
 */
@ApplicationScoped
class RecordsRoute {
    private static final String PATH = "/consumers/:group/instances/:instance/records";
    private static final int OTHER_FORMAT = 40601;

    private final Gate gate;
    private final Instances instances;
    private final ConsumersConfig config;

    RecordsRoute(Gate gate, Instances instances, ConsumersConfig config) {
        this.gate = gate;
        this.instances = instances;
        this.config = config;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).order(0).handler(this::take);
    }

    /**
     * What somebody asks for.
     *
     * @param waitMillis negative where it isn't said
     */
    private record Wanted(
            Owner owner,
            InstanceKey key,
            long maxBytes,
            long waitMillis,
            @Nullable String accept) {}

    private record Answer(Instance consumer, Batch batch, String type, Buffer body) {}

    private Wanted wanted(RoutingContext request, Caller caller) {
        long largest = config.maxBytes().asLongValue();
        return new Wanted(
                Owner.of(caller),
                new InstanceKey(caller.cluster(), request.pathParam("group"), request.pathParam("instance")),
                number("max_bytes", request.queryParams().get("max_bytes"), largest, largest),
                number(
                        "timeout",
                        request.queryParams().get("timeout"),
                        -1,
                        config.maxTimeout().toMillis()),
                request.request().getHeader(HttpHeaders.ACCEPT));
    }

    private static long number(String name, @Nullable String text, long missing, long most) {
        try {
            long number = text == null ? missing : Long.parseLong(text);
            // As it always was: -1 is for the default.
            return number < 0 ? missing : Math.min(number, most);
        } catch (NumberFormatException _) {
            throw new Problem.Malformed(name + " must be a number.").asException();
        }
    }

    private void take(RoutingContext request) {
        gate.admit(request, false, caller -> {
            Wanted wanted = wanted(request, caller);
            var gone = new AtomicBoolean(request.response().closed());
            request.addEndHandler(_ -> gone.set(true));
            request.request().resume();
            Context loop = request.vertx().getOrCreateContext();
            Thread.ofVirtual().name("weir-http-poll").start(() -> poll(request, loop, wanted, gone::get));
        });
    }

    private void poll(RoutingContext request, Context loop, Wanted wanted, BooleanSupplier gone) {
        try {
            Answer answer = instances.use(wanted.owner(), wanted.key(), consumer -> answer(consumer, wanted, gone));
            loop.runOnContext(_ -> send(request.response(), wanted, answer));
        } catch (RuntimeException e) {
            Problem problem = Refusal.of(e);
            loop.runOnContext(_ -> Refusal.send(request, problem));
        }
    }

    private Answer answer(Instance consumer, Wanted wanted, BooleanSupplier gone) {
        String type = Media.ofRecords(consumer.settings().format(), wanted.accept())
                .orElseThrow(() -> new Problem.OfConsumers(
                                OTHER_FORMAT,
                                "The format of the consumer does not match the requested format, which is "
                                        + wanted.accept() + ".")
                        .asException());
        if (consumer.subscription() instanceof Subscription.Nothing) {
            throw new Problem.OfConsumers(
                            Instances.CONFLICT, "The consumer is subscribed to nothing, and has no partitions.")
                    .asException();
        }
        Duration patience = wanted.waitMillis() >= 0 ? Duration.ofMillis(wanted.waitMillis()) : patience(consumer);
        Batch batch = consumer.poll(wanted.maxBytes(), patience, gone);
        try {
            var views = RecordsView.of(batch.records(), consumer.settings().format());
            return new Answer(consumer, batch, type, Buffer.buffer(Json.MAPPER.writeValueAsBytes(views)));
        } catch (RuntimeException e) {
            batch.left(false);
            throw e;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }

    private Duration patience(Instance consumer) {
        Duration asked = consumer.settings().timeout();
        if (asked == null) {
            return config.defaultTimeout();
        }
        return asked.compareTo(config.maxTimeout()) < 0 ? asked : config.maxTimeout();
    }

    /** A connection that was closed before tells nothing when it is written to. */
    private void send(HttpServerResponse response, Wanted wanted, Answer answer) {
        if (response.closed() || response.ended()) {
            left(wanted, answer, false);
            return;
        }
        var _ = response.putHeader(HttpHeaders.CONTENT_TYPE, answer.type())
                .end(answer.body())
                .onComplete(written -> left(wanted, answer, written.succeeded()));
    }

    private void left(Wanted wanted, Answer answer, boolean whole) {
        answer.batch().left(whole);
        Thread.ofVirtual().start(() -> instances.left(wanted.owner(), answer.consumer(), answer.batch()));
    }
}
