package dev.weir.controlplane.platform;

import dev.weir.tenants.events.PlatformTopic;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Where the control plane writes to the platform topics. One channel, so one producer, serves all of them: what is sent
 * first is written first, whatever the topic.
 */
@ApplicationScoped
public class PlatformTopics {
    /** As many records as may be on their way at once; the sender keeps below. */
    public static final int MOST_IN_FLIGHT = 1024;

    static final String CHANNEL = "platform";

    private final Emitter<String> emitter;

    PlatformTopics(
            @Channel(CHANNEL) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MOST_IN_FLIGHT)
                    Emitter<String> emitter) {
        this.emitter = emitter;
    }

    /** Completes when every in-sync replica has the record, exceptionally when Kafka did not take it in time. */
    public CompletableFuture<Void> send(String topicName, String key, String json) {
        var acknowledged = new CompletableFuture<Void>();
        var address = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(topicName)
                .withKey(key)
                .build();
        emitter.send(Message.of(
                json,
                Metadata.of(address),
                () -> {
                    acknowledged.complete(null);
                    return CompletableFuture.completedStage(null);
                },
                failure -> {
                    acknowledged.completeExceptionally(failure);
                    return CompletableFuture.completedStage(null);
                }));
        return acknowledged;
    }

    public CompletableFuture<Void> send(PlatformTopic topic, String key, String json) {
        return send(topic.topicName(), key, json);
    }
}
