package dev.weir.gateway.http.consume;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The records of one answer as they gather, within its bytes. */
final class Taken {
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final long maxBytes;
    private long nextOffset;
    private long bytes;
    private boolean full;

    Taken(long start, long maxBytes) {
        this.nextOffset = start;
        this.maxBytes = maxBytes;
    }

    void take(List<ConsumerRecord<byte[], byte[]>> more) {
        for (ConsumerRecord<byte[], byte[]> record : more) {
            if (record.offset() < nextOffset) {
                continue;
            }
            long size = size(record);
            if (full || (!records.isEmpty() && bytes + size > maxBytes)) {
                full = true;
                return;
            }
            records.add(record);
            bytes += size;
            nextOffset = record.offset() + 1;
            full = bytes >= maxBytes;
        }
    }

    /** Offsets without records, such as a transaction's marker, are passed over. */
    void passed(long position) {
        nextOffset = Math.max(nextOffset, position);
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        long size = Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    boolean isFull() {
        return full;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    long nextOffset() {
        return nextOffset;
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }
}
