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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** All consumers that there are, at whichever gateway, from the platform topic. */
@Singleton
@RegisterForReflection(
        targets = {RestConsumerRecord.class, RestConsumerRecord.Partition.class, RestConsumerRecord.Position.class})
class InstanceTable implements NewsListener {
    private static final Logger LOG = Logger.getLogger(InstanceTable.class);
    /** More than are told of within seconds. */
    private static final int MOST_DELETED = 5_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final GatewayNews news;
    private final PlatformProducer platform;
    private final Map<String, RestConsumerRecord> records = new ConcurrentHashMap<>();
    /** The lives of consumers that are over, the last ones. */
    private final Map<String, String> deleted = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_DELETED;
        }
    });

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
            forget(record.key());
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

    /** A gateway's last word on what another has now, or on what was deleted, isn't news. */
    private void put(RestConsumerRecord record) {
        if (deleted.containsKey(record.life())) {
            return;
        }
        RestConsumerRecord kept = records.merge(record.key(), record, InstanceTable::later);
        if (kept.equals(record) && !record.gateway().equals(self())) {
            elsewhere.accept(record.key());
        }
    }

    private static RestConsumerRecord later(RestConsumerRecord present, RestConsumerRecord told) {
        return told.life().equals(present.life()) && told.turn() < present.turn() ? present : told;
    }

    private void forget(String key) {
        RestConsumerRecord last = records.remove(key);
        if (last != null && !last.life().isEmpty()) {
            deleted.put(last.life(), key);
        }
    }

    /** Waits after the gateway's start until all is read, or that takes too long. */
    Optional<RestConsumerRecord> find(InstanceKey key) {
        news.awaitCaughtUp();
        return Optional.ofNullable(records.get(key.text()));
    }

    /** As {@link #find}, after all that any gateway has told before; in this time, or what is known then. */
    Optional<RestConsumerRecord> findNewest(InstanceKey key, Duration patience) {
        var _ = news.awaitNews(patience);
        return find(key);
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

    /** As {@link #tell}, that there is no such consumer any more. */
    CompletableFuture<Boolean> remove(InstanceKey key) {
        forget(key.text());
        return platform.remove(PlatformTopic.REST_CONSUMERS, key.text());
    }

    /**
     * Tells everybody. Blocks for a second at most when the platform's Kafka is away.
     *
     * @return completes with whether whoever asks now hears of it; never fails
     */
    CompletableFuture<Boolean> tell(RestConsumerRecord record) {
        put(record);
        return platform.send(PlatformTopic.REST_CONSUMERS, record.key(), record);
    }
}
