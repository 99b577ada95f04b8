package dev.weir.gateway.http.consumers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.gateway.platform.GatewayNews;
import dev.weir.gateway.platform.NewsListener;
import dev.weir.gateway.platform.PlatformProducer;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.events.RestConsumerRecord;
import dev.weir.tenants.events.StreamAcknowledgement;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** All consumers that there are, at whichever gateway, from the platform topic. */
@Singleton
@RegisterForReflection(
        targets = {RestConsumerRecord.class, RestConsumerRecord.Partition.class, RestConsumerRecord.Position.class})
class InstanceTable implements NewsListener {
    private static final Logger LOG = Logger.getLogger(InstanceTable.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final GatewayNews news;
    private final PlatformProducer platform;
    private final Map<String, RestConsumerRecord> records = new ConcurrentHashMap<>();
    private volatile Consumer<String> elsewhere = _ -> {};

    @Inject
    InstanceTable(GatewayNews news, PlatformProducer platform) {
        this.news = news;
        this.platform = platform;
    }

    @Override
    public void heard(ConsumerRecord<String, byte[]> record) {
        if (StreamAcknowledgement.isKey(record.key())) {
            return;
        }
        if (record.value() == null) {
            records.remove(record.key());
            elsewhere.accept(record.key());
            return;
        }
        try {
            put(JSON.readValue(record.value(), RestConsumerRecord.class));
        } catch (IOException e) {
            LOG.warnf(
                    "event=unreadable-record topic=%s key=%s error=%s",
                    record.topic(), record.key(), e.getClass().getSimpleName());
        }
    }

    private void put(RestConsumerRecord record) {
        records.put(record.key(), record);
        if (!record.gateway().equals(self())) {
            elsewhere.accept(record.key());
        }
    }

    /** Waits after the gateway's start until all is read, or that takes too long. */
    Optional<RestConsumerRecord> find(InstanceKey key) {
        news.awaitCaughtUp();
        return Optional.ofNullable(records.get(key.text()));
    }

    /** As {@link #find}; news from another gateway may be on its way. */
    Optional<RestConsumerRecord> await(InstanceKey key, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<RestConsumerRecord> found = find(key);
        while (found.isEmpty() && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            found = find(key);
        }
        return found;
    }

    Collection<RestConsumerRecord> all() {
        return records.values();
    }

    /** Hears, on the reading thread, of consumers that another gateway has now, or nobody. */
    void listen(Consumer<String> listener) {
        elsewhere = listener;
    }

    /** The name of this gateway among the others, until it stops. */
    String self() {
        return news.self();
    }

    void remove(InstanceKey key) {
        records.remove(key.text());
        var _ = platform.remove(PlatformTopic.REST_CONSUMERS, key.text());
    }

    /** Tells everybody. Blocks for a second at most when the platform's Kafka is away. */
    void tell(RestConsumerRecord record) {
        put(record);
        var _ = platform.send(PlatformTopic.REST_CONSUMERS, record.key(), record);
    }
}
