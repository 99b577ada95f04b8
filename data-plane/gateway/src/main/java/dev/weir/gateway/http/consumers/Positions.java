package dev.weir.gateway.http.consumers;

import dev.weir.tenants.events.RestConsumerRecord.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer's client is: what it has been given, which the Kafka client beneath is ahead of. Guarded by its
 * instance's lock.
 */
final class Positions {
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> handedOut = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Set<TopicPartition> exact = new HashSet<>();

    /** These records are on their way to the client. */
    void handOut(Collection<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            handedOut.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
    }

    /** The client has got what was handed out. */
    void settle() {
        next.putAll(handedOut);
        exact.removeAll(handedOut.keySet());
        handedOut.clear();
    }

    /** The client hasn't got it. */
    void takeBack() {
        handedOut.clear();
    }

    void seek(TopicPartition partition, long offset) {
        handedOut.remove(partition);
        next.put(partition, offset);
        exact.add(partition);
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            next.remove(partition);
            handedOut.remove(partition);
            committed.remove(partition);
            exact.remove(partition);
        });
    }

    /** What isn't committed yet. */
    Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) -> {
            if (of.contains(partition) && !offset.equals(committed.get(partition))) {
                offsets.put(partition, new OffsetAndMetadata(offset));
            }
        });
        return offsets;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }

    /** For a gateway that may have to go on. */
    List<Position> all() {
        return next.entrySet().stream()
                .map(entry -> new Position(
                        entry.getKey().topic(),
                        entry.getKey().partition(),
                        entry.getValue(),
                        exact.contains(entry.getKey())))
                .toList();
    }
}
