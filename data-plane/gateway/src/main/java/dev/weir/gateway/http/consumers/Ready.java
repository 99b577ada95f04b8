package dev.weir.gateway.http.consumers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were fetched and not handed out, in their order. Guarded by its instance's lock. */
final class Ready {
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();

    void add(Iterable<ConsumerRecord<byte[], byte[]>> fetched) {
        fetched.forEach(records::add);
    }

    /** They were handed out, and haven't arrived. */
    void takeBack(List<ConsumerRecord<byte[], byte[]>> handedOut) {
        handedOut.reversed().forEach(records::addFirst);
    }

    /** The first ones, which are no more than so many bytes, unless it is one. */
    List<ConsumerRecord<byte[], byte[]>> take(long maxBytes) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        long bytes = 0;
        while (!records.isEmpty()) {
            bytes += size(records.element());
            if (!taken.isEmpty() && bytes > maxBytes) {
                return taken;
            }
            taken.add(records.remove());
        }
        return taken;
    }

    void drop(Collection<TopicPartition> partitions) {
        records.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
    }

    void clear() {
        records.clear();
    }

    long bytes() {
        return records.stream().mapToLong(Ready::size).sum();
    }

    /** An empty record isn't nothing. */
    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(1, Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()));
    }
}
