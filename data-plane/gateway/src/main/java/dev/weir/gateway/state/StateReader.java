package dev.weir.gateway.state;

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
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads the platform topics in order, from their first offsets at each start. One bad record stops nothing. */
@ApplicationScoped
class StateReader {
    private static final Logger LOG = Logger.getLogger(StateReader.class);

    private final StateTables tables;
    private final TopicProgress progress;

    StateReader(StateTables tables, TopicProgress progress) {
        this.tables = tables;
        this.progress = progress;
    }

    @Incoming("clusters")
    @Blocking
    void clusters(ConsumerRecords<String, byte[]> records) {
        read(PlatformTopic.CLUSTERS, records, ClusterDesired.class, tables::put);
    }

    @Incoming("cluster-status")
    @Blocking
    void statuses(ConsumerRecords<String, byte[]> records) {
        read(PlatformTopic.CLUSTER_STATUS, records, ClusterStatus.class, tables::put);
    }

    @Incoming("cluster-secrets")
    @Blocking
    void secrets(ConsumerRecords<String, byte[]> records) {
        read(PlatformTopic.CLUSTER_SECRETS, records, ClusterSecret.class, tables::put);
    }

    @Incoming("api-keys")
    @Blocking
    void keys(ConsumerRecords<String, byte[]> records) {
        read(PlatformTopic.API_KEYS, records, ApiKeyRecord.class, tables::put);
    }

    @Incoming("identity-providers")
    @Blocking
    void providers(ConsumerRecords<String, byte[]> records) {
        read(PlatformTopic.IDENTITY_PROVIDERS, records, IdentityProviderRecord.class, tables::put);
    }

    private <T> void read(
            PlatformTopic topic, ConsumerRecords<String, byte[]> records, Class<T> type, Consumer<T> table) {
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                apply(topic, record, type, table);
            } catch (IOException | RuntimeException e) {
                // The message may quote the record, which may be a secret.
                LOG.warnf(
                        "event=unreadable-record topic=%s offset=%d key=%s error=%s",
                        topic.topicName(),
                        record.offset(),
                        record.key(),
                        e.getClass().getSimpleName());
            }
            progress.read(topic, record.offset() + 1);
        }
    }

    private <T> void apply(PlatformTopic topic, ConsumerRecord<String, byte[]> record, Class<T> type, Consumer<T> table)
            throws IOException {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        if (PlatformTopic.HEARTBEAT_KEY.equals(record.key())) {
            progress.heartbeat(topic, RecordFormat.read(value, Heartbeat.class).at());
        } else {
            table.accept(RecordFormat.read(value, type));
        }
    }
}
