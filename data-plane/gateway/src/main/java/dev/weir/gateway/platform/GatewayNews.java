package dev.weir.gateway.platform;

import dev.weir.tenants.events.PlatformTopic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the platform topic {@code weir.rest-consumers}, by which gateways tell each other of what clients have there. */
@Singleton
public class GatewayNews {
    private static final Logger LOG = Logger.getLogger(GatewayNews.class);
    private static final TopicPartition TOPIC = new TopicPartition(PlatformTopic.REST_CONSUMERS.topicName(), 0);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final Duration START = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final Instance<NewsListener> listeners;
    private final CompletableFuture<Boolean> caughtUp =
            new CompletableFuture<Boolean>().completeOnTimeout(false, START.toSeconds(), TimeUnit.SECONDS);
    private final String self = UUID.randomUUID().toString();
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<String, byte[]> reader;

    @Inject
    GatewayNews(@Identifier("default-kafka-broker") Map<String, Object> kafka, Instance<NewsListener> listeners) {
        this.settings = new HashMap<>(kafka);
        this.settings.put("client.id", "weir-gateway-consumers");
        this.settings.put("enable.auto.commit", false);
        this.settings.put("auto.offset.reset", "earliest");
        this.settings.put("allow.auto.create.topics", false);
        this.settings.put("reconnect.backoff.max.ms", 500);
        this.listeners = listeners;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("weir-rest-consumers").start(this::readForever);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        KafkaConsumer<String, byte[]> running = reader;
        if (running != null) {
            running.wakeup();
        }
    }

    /** The name of this gateway among the others, until it stops. */
    public String self() {
        return self;
    }

    /** Waits after the gateway's start until all is read, or that takes too long. */
    public void awaitCaughtUp() {
        caughtUp.join();
    }

    private void readForever() {
        List<NewsListener> all = listeners.stream().toList();
        while (!stopping) {
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                reader = consumer;
                read(consumer, all);
            } catch (KafkaException e) {
                if (!stopping) {
                    LOG.debugf("event=rest-consumers-not-read error=\"%s\"", e.getMessage());
                    LockSupport.parkNanos(AGAIN.toNanos());
                }
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer, List<NewsListener> all) {
        consumer.assign(List.of(TOPIC));
        consumer.seekToBeginning(List.of(TOPIC));
        long end = consumer.endOffsets(List.of(TOPIC)).getOrDefault(TOPIC, 0L);
        while (!stopping) {
            try {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.key() != null) {
                        all.forEach(listener -> listener.heard(record));
                    }
                }
            } catch (WakeupException _) {
                return;
            }
            if (consumer.position(TOPIC) >= end) {
                caughtUp.complete(true);
            }
        }
    }
}
