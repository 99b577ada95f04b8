package dev.weir.benchmarks.gateway;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records at a constant rate, and how long after each was due it was acknowledged. */
final class SteadyLoad {
    private static final long MEGABYTE = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MICRO = 1_000;
    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    // So that a record is at most this late because the driver slept.
    private static final long NAP = 50_000;

    private final Way way;
    private final String topic;

    SteadyLoad(Way way, String topic) {
        this.way = way;
        this.topic = topic;
    }

    /** In microseconds. The first second isn't counted. */
    Histogram run(int megabytesPerSecond, Duration duration) {
        var histogram = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
        var failure = new AtomicReference<Exception>();
        long interval = SECOND * JavaDriver.RECORD_BYTES / (megabytesPerSecond * MEGABYTE);
        try (KafkaProducer<byte[], byte[]> producer = new JavaDriver(way)
                .producer(Map.of("linger.ms", "0", "batch.size", "65536", "buffer.memory", "33554432"))) {
            producer.partitionsFor(topic);
            long start = System.nanoTime();
            long end = start + SECOND + duration.toNanos();
            for (long due = start; due < end; due += interval) {
                waitUntil(due);
                long wanted = due;
                var record = new ProducerRecord<byte[], byte[]>(topic, 0, null, new byte[JavaDriver.RECORD_BYTES]);
                Future<?> _ = producer.send(record, (_, thrown) -> {
                    if (thrown != null) {
                        failure.set(thrown);
                    } else if (wanted - start > SECOND) {
                        histogram.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - wanted) / MICRO));
                    }
                });
            }
        }
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new BenchmarkFailedException("a record wasn't acknowledged: " + thrown, thrown);
        }
        return histogram;
    }

    private static void waitUntil(long due) {
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(NAP);
        }
    }
}
