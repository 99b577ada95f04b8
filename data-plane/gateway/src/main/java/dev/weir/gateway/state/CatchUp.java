package dev.weir.gateway.state;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.weir.tenants.events.PlatformTopic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Asks each platform topic for its end at start, until it answers: the gateway is ready when it has read that far. When
 * nobody answers in time, it is ready with what the snapshot had. The question has a connection of its own: on that of a
 * reader it would stand behind a fetch that waits for records.
 */
@ApplicationScoped
class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Map<String, Object> settings;
    private final TopicProgress progress;
    private final Snapshots snapshots;
    private final int patienceMillis;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Inject
    CatchUp(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicProgress progress,
            Snapshots snapshots,
            StateConfig config) {
        this.patienceMillis = Math.toIntExact(config.platformPatience().toMillis());
        this.settings = new HashMap<>(kafka);
        this.settings.put("client.id", "weir-gateway-ends");
        this.settings.put("reconnect.backoff.max.ms", 500);
        this.settings.put("request.timeout.ms", patienceMillis);
        this.settings.put("default.api.timeout.ms", patienceMillis);
        this.progress = progress;
        this.snapshots = snapshots;
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        Thread.ofVirtual().name("weir-catch-up").start(this::askAll);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void askAll() {
        Set<PlatformTopic> unknown = EnumSet.copyOf(TopicProgress.TOPICS);
        try {
            do {
                // It can't be made while the platform's address can't be resolved.
                try (Admin admin = Admin.create(settings)) {
                    do {
                        ask(admin, unknown);
                    } while (!unknown.isEmpty() && !stopsMeanwhile());
                } catch (KafkaException e) {
                    isAway(e);
                }
            } while (!unknown.isEmpty() && !stopsMeanwhile());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopsMeanwhile() throws InterruptedException {
        return stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask(Admin admin, Set<PlatformTopic> unknown) throws InterruptedException {
        ListOffsetsResult ends = admin.listOffsets(
                unknown.stream().map(CatchUp::partition).collect(toMap(identity(), _ -> OffsetSpec.latest())),
                new ListOffsetsOptions().timeoutMs(patienceMillis));
        for (PlatformTopic topic : Set.copyOf(unknown)) {
            try {
                progress.aim(topic, ends.partitionResult(partition(topic)).get().offset());
                unknown.remove(topic);
            } catch (ExecutionException e) {
                isAway(e);
            }
        }
    }

    private static TopicPartition partition(PlatformTopic topic) {
        return new TopicPartition(topic.topicName(), 0);
    }

    private void isAway(Throwable failure) {
        LOG.debugf(failure, "event=end-offset-unknown");
        if (!progress.ready() && snapshots.loaded()) {
            LOG.warn("event=platform-kafka-away serving=snapshot");
            progress.serveFromSnapshot();
        }
    }
}
