package dev.weir.gateway.http.grouped;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.api.BodyConfig;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.events.EventForm;
import dev.weir.gateway.http.events.EventStream;
import dev.weir.gateway.http.events.Events;
import dev.weir.gateway.http.events.Heartbeats;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.route.BodyTimer;
import dev.weir.gateway.http.route.Gate;
import dev.weir.gateway.http.route.Inflated;
import dev.weir.gateway.http.route.LongLived;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.GroupMember;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import dev.weir.gateway.http.watch.Dues;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A consumer group as server-sent events: what is committed is what the client has acknowledged. */
@ApplicationScoped
class GroupRoute {
    private static final List<String> ROOTS = List.of("/kafka/v3", "/v3");
    private static final String GROUP = "/clusters/:cluster_id/consumer-groups/:consumer_group_id";
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final int LARGEST_ACKNOWLEDGEMENT = 4096;
    private static final int NO_CONTENT = 204;

    private final Gate gate;
    private final Upstreams upstreams;
    private final LongLived longLived;
    private final Dues dues;
    private final GroupsConfig config;
    private final Heartbeats heartbeats;
    private final Acknowledgements acknowledgements;
    private final BodyConfig bodies;

    GroupRoute(
            Gate gate,
            Upstreams upstreams,
            LongLived longLived,
            Dues dues,
            GroupsConfig config,
            Heartbeats heartbeats,
            Acknowledgements acknowledgements,
            BodyConfig bodies) {
        this.bodies = bodies;
        this.acknowledgements = acknowledgements;
        this.gate = gate;
        this.upstreams = upstreams;
        this.longLived = longLived;
        this.dues = dues;
        this.config = config;
        this.heartbeats = heartbeats;
    }

    void register(@Observes Router router) {
        for (String root : ROOTS) {
            router.route(HttpMethod.GET, root + GROUP + "/records").order(0).handler(this::take);
            router.route(HttpMethod.POST, root + GROUP + "/acknowledgements")
                    .order(0)
                    .handler(this::acknowledge);
        }
    }

    /** What somebody wants to read. */
    private record Wanted(String group, List<String> topics, String reset, EventForm form, Optional<EventId> last) {
        static Wanted of(RoutingContext request) {
            String topics = request.queryParams().get("topics");
            if (topics == null || topics.isBlank()) {
                throw new Problem.Invalid("Say which topics: topics=one,another.").asException();
            }
            String shown = request.request().getHeader("Last-Event-ID");
            String last = shown == null ? request.queryParams().get("last_event_id") : shown;
            return new Wanted(
                    request.pathParam("consumer_group_id"),
                    Arrays.stream(topics.split(",", -1))
                            .map(String::strip)
                            .filter(topic -> !topic.isEmpty())
                            .toList(),
                    reset(request.queryParams().get("offset")),
                    EventForm.of(request),
                    last == null || last.isBlank() ? Optional.empty() : Optional.of(EventId.parse(last)));
        }

        private static String reset(@Nullable String offset) {
            return switch (offset == null ? "latest" : offset) {
                case "earliest" -> "earliest";
                case "latest" -> "latest";
                default -> throw new Problem.Malformed("offset must be earliest or latest.").asException();
            };
        }
    }

    private void take(RoutingContext request) {
        gate.admit(request, false, caller -> {
            Events.requireAccepted(request);
            Wanted wanted = Wanted.of(request);
            Context loop = request.vertx().getOrCreateContext();
            Thread.ofVirtual().name("weir-http-group").start(() -> open(request, loop, caller, wanted));
        });
    }

    private void open(RoutingContext request, Context loop, Caller caller, Wanted wanted) {
        Upstream upstream = null;
        try {
            upstream = upstreams.open(caller.cluster(), caller.principal());
            for (String topic : wanted.topics()) {
                upstream.describe(topic);
            }
            GroupStream stream = stream(caller, wanted, upstream);
            loop.runOnContext(_ -> begin(request, caller, stream, wanted.topics()));
        } catch (RuntimeException e) {
            if (upstream != null) {
                upstream.close();
            }
            Problem problem = Refusal.of(e);
            loop.runOnContext(_ -> Refusal.send(request, problem));
        }
    }

    private GroupStream stream(Caller caller, Wanted wanted, Upstream upstream) {
        var member = new GroupMember(wanted.group(), Optional.empty(), wanted.reset(), SESSION, SILENCE, 1);
        // Whoever may not read the group should hear of it in the status.
        Upstream.await(upstream.admin().listConsumerGroupOffsets(wanted.group()).partitionsToOffsetAndMetadata());
        return new GroupStream(
                caller,
                wanted.group(),
                wanted.form(),
                upstream,
                upstream.join(member),
                config.maxUnacknowledged(),
                wanted.last());
    }

    private void begin(RoutingContext request, Caller caller, GroupStream stream, List<String> topics) {
        EventStream events = new EventStream(
                request, dues.of(caller.cluster()).orElse(null), heartbeats, stream::wake, stream::wake);
        LongLived.Registration registration;
        try {
            registration = longLived.register(caller, events::end);
        } catch (RuntimeException e) {
            events.close();
            Thread.ofVirtual().start(() -> stream.run(events, topics));
            Refusal.send(request, Refusal.of(e));
            return;
        }
        events.open(registration, "");
        request.request().resume();
        acknowledgements.begins(stream);
        Thread.ofVirtual().name("weir-http-group").start(() -> {
            try {
                stream.run(events, topics);
            } finally {
                acknowledgements.ends(stream);
            }
        });
    }

    private void acknowledge(RoutingContext request) {
        gate.admit(request, false, caller -> {
            Buffer body = Buffer.buffer();
            ReadStream<Buffer> sent = Inflated.bodyOf(request.request());
            var timer = new BodyTimer(request, bodies, problem -> Refusal.send(request, problem));
            sent.handler(more -> {
                if (body.length() <= LARGEST_ACKNOWLEDGEMENT) {
                    body.appendBuffer(more);
                }
            });
            sent.endHandler(_ -> {
                timer.stop();
                if (!request.response().ended()) {
                    Gate.guarded(request, () -> acknowledge(request, caller, body));
                }
            });
            sent.exceptionHandler(failure -> {
                timer.stop();
                if (failure instanceof ProblemException known) {
                    Refusal.send(request, known.problem());
                }
            });
            sent.resume();
        });
    }

    private void acknowledge(RoutingContext request, Caller caller, Buffer body) {
        JsonNode sent = Json.read(new ByteArrayInputStream(body.getBytes()), JsonNode.class);
        if (!sent.path("id").isTextual()) {
            throw new Problem.Invalid("id is missing: the id of the last event that was received.").asException();
        }
        EventId event = EventId.parse(sent.path("id").asText());
        Context loop = request.vertx().getOrCreateContext();
        var _ = acknowledgements
                .acknowledge(caller, request.pathParam("consumer_group_id"), event)
                .whenComplete((_, failure) -> loop.runOnContext(_ -> {
                    if (failure == null) {
                        request.response().setStatusCode(NO_CONTENT).end();
                    } else {
                        Refusal.send(request, Refusal.of(failure));
                    }
                }));
    }
}
