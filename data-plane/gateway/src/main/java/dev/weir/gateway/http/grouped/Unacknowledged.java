package dev.weir.gateway.http.grouped;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a stream has sent and its client hasn't acknowledged, in the order in which it was sent. */
final class Unacknowledged {
    private final Deque<Sent> sent = new ArrayDeque<>();
    private long last;

    private record Sent(long number, TopicPartition partition, long next) {}

    /** Returns the number by which it is acknowledged. */
    synchronized long add(ConsumerRecord<byte[], byte[]> record) {
        last++;
        sent.add(new Sent(last, new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
        return last;
    }

    synchronized int size() {
        return sent.size();
    }

    /** What may be committed when everything up to this number has been received. */
    synchronized Map<TopicPartition, OffsetAndMetadata> upTo(long number) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        while (!sent.isEmpty() && sent.element().number <= number) {
            Sent next = sent.remove();
            offsets.put(next.partition, new OffsetAndMetadata(next.next));
        }
        return offsets;
    }

    /** These are another member's now. */
    synchronized void forget(java.util.Collection<TopicPartition> partitions) {
        sent.removeIf(each -> partitions.contains(each.partition));
    }
}
