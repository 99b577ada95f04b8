package dev.weir.gateway.http.grouped;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.gateway.http.access.Caller;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.platform.NewsListener;
import dev.weir.gateway.platform.PlatformProducer;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.StreamAcknowledgement;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes acknowledgements to the streams that they are for. Where the stream is at another gateway, that one is told by
 * the platform topic, and answers by removing what it was told.
 */
@Singleton
@RegisterForReflection(targets = StreamAcknowledgement.class)
class Acknowledgements implements NewsListener {
    private static final Logger LOG = Logger.getLogger(Acknowledgements.class);
    /** For another gateway's answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Whoever asked then has given up, or is gone. */
    private static final long FORGOTTEN_MILLIS = 60_000;

    private static final int MOST_ASKED = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final PlatformProducer platform;
    private final Map<String, GroupStream> streams = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();

    @Inject
    Acknowledgements(PlatformProducer platform) {
        this.platform = platform;
    }

    void begins(GroupStream stream) {
        streams.put(stream.id(), stream);
    }

    void ends(GroupStream stream) {
        streams.remove(stream.id());
    }

    /** Everything up to this event has been received. Completes on any thread when it is committed. */
    CompletableFuture<Boolean> acknowledge(Caller caller, String group, EventId event) {
        GroupStream here = streams.get(event.stream());
        if (here == null) {
            return elsewhere(caller, group, event);
        }
        return here.isOf(caller.principal(), caller.cluster(), group)
                ? here.acknowledge(event.number()).thenApply(_ -> true)
                : CompletableFuture.failedFuture(unknown(group));
    }

    private static ProblemException unknown(String group) {
        return new Problem.UnknownGroup(
                        "Group " + group + " has no such stream. Connect again with the id as Last-Event-ID.")
                .asException();
    }

    private CompletableFuture<Boolean> elsewhere(Caller caller, String group, EventId event) {
        if (asked.size() >= MOST_ASKED) {
            return CompletableFuture.failedFuture(new Problem.Unavailable(
                            "Too many acknowledgements are on their way to other gateways.", Duration.ofSeconds(1))
                    .asException());
        }
        var told = new StreamAcknowledgement(
                StreamAcknowledgement.SCHEMA,
                UUID.randomUUID().toString(),
                caller.cluster().value(),
                group,
                caller.principal().value(),
                event.stream(),
                event.number(),
                null);
        var committed = new CompletableFuture<Boolean>();
        asked.put(told.id(), committed);
        // Without the platform's Kafka the producer blocks for a while.
        Thread.ofVirtual().start(() -> ask(told, committed));
        return committed
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> asked.remove(told.id()))
                .thenApply(answered -> {
                    if (!answered) {
                        remove(told.key());
                        throw unknown(group);
                    }
                    return true;
                });
    }

    private void ask(StreamAcknowledgement told, CompletableFuture<Boolean> committed) {
        var _ = platform.send(PlatformTopic.REST_CONSUMERS, told.key(), told).thenAccept(written -> {
            if (!written) {
                committed.completeExceptionally(failed("Gateways can't reach each other at the moment."));
            }
        });
    }

    private static ProblemException failed(String why) {
        return new Problem.Unavailable(why, Duration.ofSeconds(1)).asException();
    }

    @Override
    public void heard(ConsumerRecord<String, byte[]> record) {
        if (!StreamAcknowledgement.isKey(record.key())) {
            return;
        }
        CompletableFuture<Boolean> mine = asked.get(StreamAcknowledgement.id(record.key()));
        if (record.value() == null) {
            if (mine != null) {
                mine.complete(true);
            }
            return;
        }
        try {
            heard(JSON.readValue(record.value(), StreamAcknowledgement.class), mine);
        } catch (IOException e) {
            LOG.warnf(
                    "event=unreadable-record topic=%s key=%s error=%s",
                    record.topic(), record.key(), e.getClass().getSimpleName());
        }
        if (System.currentTimeMillis() - record.timestamp() > FORGOTTEN_MILLIS) {
            remove(record.key());
        }
    }

    private void heard(StreamAcknowledgement told, @Nullable CompletableFuture<Boolean> mine) {
        String failure = told.failure();
        if (failure != null) {
            if (mine != null) {
                mine.completeExceptionally(failed(failure));
                remove(told.key());
            }
            return;
        }
        GroupStream here = streams.get(told.stream());
        if (here != null && here.isOf(PrincipalId.of(told.principal()), new ClusterId(told.cluster()), told.group())) {
            var _ = here.acknowledge(told.number()).whenComplete((_, problem) -> answer(told, problem));
        }
    }

    private void answer(StreamAcknowledgement told, @Nullable Throwable failure) {
        if (failure == null) {
            remove(told.key());
        } else {
            StreamAcknowledgement answer = told.failed(Refusal.of(failure).message());
            Thread.ofVirtual().start(() -> {
                var _ = platform.send(PlatformTopic.REST_CONSUMERS, told.key(), answer);
            });
        }
    }

    private void remove(String key) {
        Thread.ofVirtual().start(() -> {
            var _ = platform.remove(PlatformTopic.REST_CONSUMERS, key);
        });
    }
}
