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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
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
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final Duration START = Duration.ofSeconds(5);
    /** After the platform's Kafka didn't answer, nobody waits for it for so long. */
    private static final Duration DEAF = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private final Map<String, Object> adminSettings;
    private final Instance<NewsListener> listeners;
    private final CompletableFuture<Boolean> caughtUp =
            new CompletableFuture<Boolean>().completeOnTimeout(false, START.toSeconds(), TimeUnit.SECONDS);
    private final String self = UUID.randomUUID().toString();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    /** Up to which offset all has been heard. */
    private long heard;

    private long deafUntil = System.nanoTime();
    private @Nullable Admin admin;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<String, byte[]> reader;

    @Inject
    GatewayNews(@Identifier("default-kafka-broker") Map<String, Object> kafka, Instance<NewsListener> listeners) {
        this.settings = new HashMap<>(kafka);
        this.settings.put("client.id", "weir-gateway-consumers");
        this.settings.put("enable.auto.commit", false);
        this.settings.put("auto.offset.reset", "earliest");
        this.settings.put("allow.auto.create.topics", false);
        // A record ends the wait.
        this.settings.put("fetch.max.wait.ms", (int) POLL.toMillis());
        this.settings.put("reconnect.backoff.max.ms", 500);
        this.adminSettings = new HashMap<>(kafka);
        this.adminSettings.put("client.id", "weir-gateway-news");
        this.adminSettings.put("reconnect.backoff.max.ms", 500);
        this.listeners = listeners;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("weir-rest-consumers").start(this::readForever);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        closeAdmin();
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

    /**
     * Waits until all is heard that was written before. Returns whether that is sure; it isn't while the platform's Kafka
     * is away, which is found out once in a while and not by everybody.
     */
    public boolean awaitNews(Duration patience) {
        awaitCaughtUp();
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            if (deafUntil - System.nanoTime() > 0) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        try {
            long end = Objects.requireNonNull(admin().listOffsets(Map.of(TOPIC, OffsetSpec.latest()))
                            .partitionResult(TOPIC)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .offset();
            return awaitHeard(end, deadline) || deaf("the reader is behind");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return deaf(String.valueOf(e.getMessage()));
        }
    }

    private boolean awaitHeard(long end, long deadline) throws InterruptedException {
        lock.lock();
        try {
            for (long left = deadline - System.nanoTime();
                    heard < end && left > 0;
                    left = deadline - System.nanoTime()) {
                left = more.awaitNanos(left);
            }
            return heard >= end;
        } finally {
            lock.unlock();
        }
    }

    private boolean deaf(String why) {
        LOG.debugf("event=rest-consumers-not-heard error=\"%s\"", why);
        lock.lock();
        try {
            deafUntil = System.nanoTime() + DEAF.toNanos();
        } finally {
            lock.unlock();
        }
        return false;
    }

    private void heardUpTo(long offset) {
        lock.lock();
        try {
            heard = offset;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Not before it is needed: it can't be made while the platform's address can't be resolved. */
    private Admin admin() {
        lock.lock();
        try {
            Admin made = admin;
            if (made == null) {
                made = Admin.create(adminSettings);
                admin = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    private void closeAdmin() {
        lock.lock();
        try {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        } finally {
            lock.unlock();
        }
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
                long position = consumer.position(TOPIC);
                heardUpTo(position);
                if (position >= end) {
                    caughtUp.complete(true);
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.key() != null) {
                        all.forEach(listener -> listener.heard(record));
                    }
                }
            } catch (WakeupException _) {
                return;
            }
        }
    }
}
