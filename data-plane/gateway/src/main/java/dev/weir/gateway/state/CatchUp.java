package dev.weir.gateway.state;

import dev.weir.tenants.events.PlatformTopic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Asks each platform topic for its end at start, until it answers: the gateway is ready when it has read that far. When
 * nobody answers in time, it is ready with what the snapshot had.
 */
@ApplicationScoped
class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Map<PlatformTopic, String> CHANNELS = Map.of(
            PlatformTopic.CLUSTERS, "clusters",
            PlatformTopic.CLUSTER_STATUS, "cluster-status",
            PlatformTopic.CLUSTER_SECRETS, "cluster-secrets",
            PlatformTopic.API_KEYS, "api-keys",
            PlatformTopic.IDENTITY_PROVIDERS, "identity-providers");

    private final KafkaClientService clients;
    private final TopicProgress progress;
    private final Snapshots snapshots;
    private final Duration patience;
    private volatile boolean stopped;

    CatchUp(KafkaClientService clients, TopicProgress progress, Snapshots snapshots, StateConfig config) {
        this.clients = clients;
        this.progress = progress;
        this.snapshots = snapshots;
        this.patience = config.platformPatience();
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        CHANNELS.keySet().forEach(this::ask);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void ask(PlatformTopic topic) {
        var partition = new TopicPartition(topic.topicName(), 0);
        clients.<String, byte[]>getConsumer(CHANNELS.get(topic))
                .runOnPollingThread(consumer -> {
                    return consumer.endOffsets(List.of(partition), patience).get(partition);
                })
                .subscribe()
                .with(end -> progress.aim(topic, end), failure -> askAgain(topic, failure));
    }

    private void askAgain(PlatformTopic topic, Throwable failure) {
        if (stopped) {
            return;
        }
        if (!progress.ready() && snapshots.loaded()) {
            LOG.warnf("event=platform-kafka-away topic=%s serving=snapshot", topic.topicName());
            progress.serveFromSnapshot();
        }
        LOG.debugf(failure, "event=end-offset-unknown topic=%s", topic.topicName());
        Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> ask(topic));
    }
}
