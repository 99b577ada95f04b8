package dev.weir.gateway.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.TopicListing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the platform topics what is out of date soon: it is tried for a few seconds, and the next record says it
 * better.
 */
@Singleton
@RegisterForReflection(targets = {TopicListing.class, TopicListing.Topic.class})
public class PlatformProducer {
    private static final Logger LOG = Logger.getLogger(PlatformProducer.class);
    private static final int PATIENCE_MILLIS = 3_000;
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private @Nullable Producer<String, byte[]> producer;
    private final JsonMapper json = JsonMapper.builder().build();

    @Inject
    PlatformProducer(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        settings = new HashMap<>(kafka);
        settings.put("client.id", "weir-gateway");
        settings.put("max.block.ms", PATIENCE_MILLIS / 3);
        settings.put("request.timeout.ms", PATIENCE_MILLIS / 2);
        settings.put("delivery.timeout.ms", PATIENCE_MILLIS);
        settings.put("linger.ms", 0);
        settings.put("compression.type", "gzip");
        settings.put("max.request.size", 16 * 1024 * 1024);
        settings.put("reconnect.backoff.max.ms", 500);
    }

    /** Not before it is needed: it can't be made while the platform's address can't be resolved. */
    private synchronized Producer<String, byte[]> producer() {
        Producer<String, byte[]> made = producer;
        if (made == null) {
            made = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = made;
        }
        return made;
    }

    /** Blocks for a second at most; never fails. Completes with whether it was written. */
    public CompletableFuture<Boolean> send(PlatformTopic topic, String key, Object value) {
        try {
            return send(topic, new ProducerRecord<>(topic.topicName(), key, json.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As {@link #send}, that there is nothing any more. */
    public CompletableFuture<Boolean> remove(PlatformTopic topic, String key) {
        return send(topic, new ProducerRecord<>(topic.topicName(), key, null));
    }

    private CompletableFuture<Boolean> send(PlatformTopic topic, ProducerRecord<String, byte[]> record) {
        var written = new CompletableFuture<Boolean>();
        try {
            var _ = producer().send(record, (metadata, failure) -> written.complete(done(topic, failure)));
        } catch (KafkaException | IllegalStateException e) {
            written.complete(done(topic, e));
        }
        return written;
    }

    private static boolean done(PlatformTopic topic, @Nullable Exception failure) {
        if (failure != null) {
            LOG.debugf("event=not-told topic=%s error=\"%s\"", topic.topicName(), failure.getMessage());
        }
        return failure == null;
    }

    synchronized void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        if (producer != null) {
            producer.close(LAST_PATIENCE);
        }
    }
}
