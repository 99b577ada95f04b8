package dev.weir.gateway.http.consumers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that one request was answered with. Whether they have left, the connection tells, once. */
final class Batch {
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    Batch(List<ConsumerRecord<byte[], byte[]>> records) {
        this.records = new ArrayList<>(records);
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return List.copyOf(records);
    }

    /** These are another member's now; if this batch doesn't leave, they aren't handed out again here. */
    void drop(Collection<TopicPartition> partitions) {
        records.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
    }

    /** The answer was written to its end, or couldn't be. */
    void left(boolean whole) {
        left.complete(whole);
    }

    /** Whether it has left; when that isn't known in time, it hasn't, whatever comes later. */
    boolean hasLeft(Duration patience) {
        return left.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
