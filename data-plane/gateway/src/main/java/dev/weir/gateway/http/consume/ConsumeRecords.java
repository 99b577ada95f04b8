package dev.weir.gateway.http.consume;

import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what is there, up to the end as it was when the request came; waits only when there is nothing. */
@ApplicationScoped
class ConsumeRecords {
    private final ConsumeConfig config;

    ConsumeRecords(ConsumeConfig config) {
        this.config = config;
    }

    /** Records in order, and where to go on. */
    record Records(List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
        /** Of all keys and values. */
        long bytes() {
            return records.stream()
                    .mapToLong(record ->
                            Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()))
                    .sum();
        }
    }

    Records read(Upstream upstream, ReadRequest request) {
        upstream.requirePartition(
                request.partition().topic(), request.partition().partition());
        Bounds bounds = Bounds.of(upstream.admin(), request.partition());
        long start = bounds.resolve(upstream.admin(), request);
        if (start < bounds.end()) {
            return upstream.consume(consumer ->
                    poll(consumer, request, new Taken(start, request.maxBytes()), bounds, config.fetchTimeout()));
        }
        return upstream.consumeWaiting(
                consumer -> poll(consumer, request, new Taken(start, request.maxBytes()), bounds, request.patience()));
    }

    private static Records poll(
            Consumer<byte[], byte[]> consumer, ReadRequest request, Taken taken, Bounds bounds, Duration patience) {
        consumer.assign(List.of(request.partition()));
        // An offset that doesn't exist yet is waited for at the end.
        consumer.seek(request.partition(), Math.min(taken.nextOffset(), bounds.end()));
        long start = System.nanoTime();
        Duration left = patience;
        do {
            taken.take(consumer.poll(left).records(request.partition()));
            if (!taken.isFull()) {
                taken.passed(consumer.position(request.partition()));
            }
            left = patience.minusNanos(System.nanoTime() - start);
        } while (left.isPositive() && !taken.isFull() && (taken.isEmpty() || taken.nextOffset() < bounds.end()));
        return new Records(taken.records(), taken.nextOffset());
    }
}
