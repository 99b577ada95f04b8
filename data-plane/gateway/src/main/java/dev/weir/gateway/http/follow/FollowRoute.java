package dev.weir.gateway.http.follow;

import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.consume.Start;
import dev.weir.gateway.http.events.EventForm;
import dev.weir.gateway.http.events.EventStream;
import dev.weir.gateway.http.events.Events;
import dev.weir.gateway.http.events.Heartbeats;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.route.Gate;
import dev.weir.gateway.http.route.LongLived;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.Upstream;
import dev.weir.gateway.http.upstream.Upstreams;
import dev.weir.gateway.http.watch.Dues;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A topic as server-sent events. */
@ApplicationScoped
class FollowRoute {
    private static final List<String> ROOTS = List.of("/kafka/v3", "/v3");
    private static final String PATH = "/clusters/:cluster_id/topics/:topic_name/records";

    private final Gate gate;
    private final Upstreams upstreams;
    private final Feeds feeds;
    private final LongLived longLived;
    private final Dues dues;
    private final Heartbeats heartbeats;

    FollowRoute(Gate gate, Upstreams upstreams, Feeds feeds, LongLived longLived, Dues dues, Heartbeats heartbeats) {
        this.gate = gate;
        this.upstreams = upstreams;
        this.feeds = feeds;
        this.longLived = longLived;
        this.dues = dues;
        this.heartbeats = heartbeats;
    }

    void register(@Observes Router router) {
        for (String root : ROOTS) {
            router.route(HttpMethod.GET, root + PATH).order(0).handler(this::take);
        }
    }

    /** What somebody wants to follow. */
    private record Wanted(
            String topic,
            Start start,
            Map<Integer, Long> resumed,
            EventForm form,
            @Nullable Integer partition) {
        static Wanted of(RoutingContext request) {
            String timestamp = request.queryParams().get("timestamp");
            String offset = request.queryParams().get("offset");
            String shown = request.request().getHeader("Last-Event-ID");
            return new Wanted(
                    request.pathParam("topic_name"),
                    Start.of(offset == null && timestamp == null ? "latest" : offset, timestamp),
                    Vector.parse(shown == null ? request.queryParams().get("last_event_id") : shown),
                    EventForm.of(request),
                    partition(request.queryParams().get("partition")));
        }

        private static @Nullable Integer partition(@Nullable String text) {
            try {
                return text == null ? null : Integer.valueOf(text);
            } catch (NumberFormatException _) {
                throw new Problem.Malformed("partition must be a number.").asException();
            }
        }
    }

    private void take(RoutingContext request) {
        gate.admit(request, false, caller -> {
            Events.requireAccepted(request);
            Wanted wanted = Wanted.of(request);
            Context loop = request.vertx().getOrCreateContext();
            Thread.ofVirtual().name("weir-http-follow").start(() -> open(request, loop, caller, wanted));
        });
    }

    private void open(RoutingContext request, Context loop, Caller caller, Wanted wanted) {
        Upstream upstream = null;
        try {
            upstream = upstreams.open(caller.cluster(), caller.principal());
            TopicStream stream =
                    new TopicStream(wanted.form(), upstream, partitions(upstream, wanted), wanted.partition() == null);
            // Who comes back to partitions that weren't there before has seen nothing of them.
            stream.locate(wanted.resumed().isEmpty() ? wanted.start() : new Start.Earliest(), wanted.resumed());
            String start = stream.position();
            Upstream opened = upstream;
            loop.runOnContext(_ -> begin(request, caller, stream, opened, start));
        } catch (RuntimeException e) {
            if (upstream != null) {
                upstream.close();
            }
            Problem problem = Refusal.of(e);
            loop.runOnContext(_ -> Refusal.send(request, problem));
        }
    }

    private static Set<TopicPartition> partitions(Upstream upstream, Wanted wanted) {
        String topic = wanted.topic();
        if (wanted.partition() != null) {
            upstream.requirePartition(topic, wanted.partition());
            return Set.of(new TopicPartition(topic, wanted.partition()));
        }
        return IntStream.range(0, upstream.describe(topic).partitions().size())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
    }

    private void begin(RoutingContext request, Caller caller, TopicStream stream, Upstream upstream, String start) {
        LongLived.Registration registration;
        var holder = new FeedHolder(new Feeds.Whose(caller.cluster(), caller.principal()));
        EventStream events =
                new EventStream(request, dues.of(caller.cluster()).orElse(null), heartbeats, stream::news, () -> {
                    upstream.close();
                    holder.leave(feeds, stream);
                });
        try {
            registration = longLived.register(caller, events::end);
        } catch (RuntimeException e) {
            events.close();
            Refusal.send(request, Refusal.of(e));
            return;
        }
        events.open(registration, start);
        request.request().resume();
        if (!events.isClosed()) {
            Thread.ofVirtual().start(() -> join(stream, events, holder));
        }
    }

    private void join(TopicStream stream, EventStream events, FeedHolder holder) {
        try {
            Feed feed = feeds.join(holder.whose, stream);
            holder.is(feeds, feed, stream);
            stream.begin(events, feed);
        } catch (RuntimeException e) {
            events.fail(Refusal.of(e));
        }
    }

    /** The feed of a stream, which may end before it has one. */
    private static final class FeedHolder {
        private final Feeds.Whose whose;
        private @Nullable Feed feed;
        private boolean left;

        FeedHolder(Feeds.Whose whose) {
            this.whose = whose;
        }

        synchronized void is(Feeds feeds, Feed joined, TopicStream stream) {
            feed = joined;
            if (left) {
                leave(feeds, stream);
            }
        }

        synchronized void leave(Feeds feeds, TopicStream stream) {
            left = true;
            Feed joined = feed;
            if (joined != null) {
                // Whoever closes may be an event loop.
                Thread.ofVirtual().start(() -> feeds.leave(whose, joined, stream));
            }
        }
    }
}
