package dev.weir.gateway.http.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The newest records of one partition. */
final class Tail {
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private final long mostBytes;
    private long bytes;
    private long start;
    private long end;

    /** What a reader finds at its position. */
    sealed interface Look {
        /** @param next where to go on */
        record Records(List<ConsumerRecord<byte[], byte[]>> records, long next) implements Look {}

        /** It is at the end, or beyond. */
        record Nothing() implements Look {}

        /** What it wants isn't here any more, or wasn't ever. */
        record Gone() implements Look {}
    }

    Tail(long start, long mostBytes) {
        this.start = start;
        this.end = start;
        this.mostBytes = mostBytes;
    }

    synchronized void add(List<ConsumerRecord<byte[], byte[]>> more, long next) {
        for (ConsumerRecord<byte[], byte[]> record : more) {
            records.add(record);
            bytes += size(record);
        }
        end = Math.max(end, next);
        while (bytes > mostBytes && records.size() > 1) {
            ConsumerRecord<byte[], byte[]> oldest = records.remove();
            bytes -= size(oldest);
            start = oldest.offset() + 1;
        }
    }

    synchronized Look from(long offset, int most) {
        if (offset < start) {
            return new Look.Gone();
        }
        if (offset >= end) {
            return new Look.Nothing();
        }
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= offset) {
                if (found.size() == most) {
                    return new Look.Records(found, record.offset());
                }
                found.add(record);
            }
        }
        return new Look.Records(found, end);
    }

    synchronized long end() {
        return end;
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return 100L + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
