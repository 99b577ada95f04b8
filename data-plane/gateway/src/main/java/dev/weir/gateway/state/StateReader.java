package dev.weir.gateway.state;

import static java.util.Objects.requireNonNull;

import dev.weir.tenants.events.ApiKeyRecord;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.Heartbeat;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.PlatformTopic;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads the platform topics, each in order, from their first offsets at each start. One consumer reads them all: what it
 * costs to wait is the same for one topic and for five. One bad record stops nothing.
 */
@ApplicationScoped
class StateReader {
    private static final Logger LOG = Logger.getLogger(StateReader.class);

    private final TopicProgress progress;
    private final Map<String, Table<?>> tables;

    /**
     * Where a topic's records go.
     *
     * @param put what takes one
     */
    private record Table<T>(PlatformTopic topic, Class<T> type, Consumer<T> put) {
        void put(byte[] record) throws IOException {
            put.accept(RecordFormat.read(record, type));
        }
    }

    StateReader(StateTables tables, TopicProgress progress) {
        this.progress = progress;
        this.tables = Stream.of(
                        new Table<>(PlatformTopic.CLUSTERS, ClusterDesired.class, tables::put),
                        new Table<>(PlatformTopic.CLUSTER_STATUS, ClusterStatus.class, tables::put),
                        new Table<>(PlatformTopic.CLUSTER_SECRETS, ClusterSecret.class, tables::put),
                        new Table<>(PlatformTopic.API_KEYS, ApiKeyRecord.class, tables::put),
                        new Table<>(PlatformTopic.IDENTITY_PROVIDERS, IdentityProviderRecord.class, tables::put))
                .collect(Collectors.toUnmodifiableMap(table -> table.topic().topicName(), Function.identity()));
    }

    @Incoming("state")
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            Table<?> table = requireNonNull(tables.get(record.topic()));
            try {
                apply(record, table);
            } catch (IOException | RuntimeException e) {
                // The message may quote the record, which may be a secret.
                LOG.warnf(
                        "event=unreadable-record topic=%s offset=%d key=%s error=%s",
                        record.topic(),
                        record.offset(),
                        record.key(),
                        e.getClass().getSimpleName());
            }
            progress.read(table.topic(), record.offset() + 1);
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record, Table<?> table) throws IOException {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        if (PlatformTopic.HEARTBEAT_KEY.equals(record.key())) {
            progress.heartbeat(
                    table.topic(), RecordFormat.read(value, Heartbeat.class).at());
        } else {
            table.put(value);
        }
    }
}
