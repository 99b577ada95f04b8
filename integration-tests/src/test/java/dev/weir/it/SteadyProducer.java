package dev.weir.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends numbered records at a steady rate with acks=all, in turns to all partitions, and remembers which were
 * acknowledged.
 */
final class SteadyProducer implements AutoCloseable {
    private static final long TICK_MILLIS = 20;
    private static final int TICKS_PER_SECOND = 50;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
    private final BitSet acknowledged = new BitSet();
    private final AtomicLong acknowledgements = new AtomicLong();
    private final List<Exception> failures = new ArrayList<>();
    private final String topic;
    private final int partitions;
    private final int perTick;
    private final Future<?> ticking;
    private int next;

    /** About 600 records a second to the only partition. */
    SteadyProducer(Tenant tenant, String topic) {
        this(tenant, topic, 1, 600);
    }

    /** A multiple of 50 records a second, or a number that divides 50. */
    SteadyProducer(Tenant tenant, String topic, int partitions, int perSecond) {
        this.topic = topic;
        this.partitions = partitions;
        this.perTick = Math.max(1, perSecond / TICKS_PER_SECOND);
        producer = Records.producer(
                tenant,
                Map.of(
                        "enable.idempotence", "true",
                        "delivery.timeout.ms", "180000",
                        // A connection that the client itself ends after nine idle minutes isn't one that was lost.
                        "connections.max.idle.ms", "-1",
                        "request.timeout.ms", "5000",
                        "max.block.ms", "180000",
                        "linger.ms", "5"));
        ticking = ticker.scheduleAtFixedRate(
                this::tick, 0, TICK_MILLIS * Math.max(1, TICKS_PER_SECOND / perSecond), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        for (int i = 0; i < perTick; i++) {
            int number = next++;
            byte[] value = String.valueOf(number).getBytes(UTF_8);
            Future<?> _ = producer.send(
                    new ProducerRecord<>(topic, number % partitions, null, value), (metadata, failure) -> {
                        if (failure == null) {
                            acknowledge(number);
                        } else {
                            fail(failure);
                        }
                    });
            if (number < partitions) {
                // Alone: a broker that still makes a new topic's partition may refuse one batch and take the next.
                // Then it never takes the first, and a producer that repeats it in its order sends nothing else.
                producer.flush();
            }
        }
    }

    private synchronized void acknowledge(int number) {
        acknowledged.set(number);
        acknowledgements.incrementAndGet();
    }

    private synchronized void fail(Exception failure) {
        failures.add(failure);
    }

    /** How many were sent; after {@link #finish}. */
    int sent() {
        return next;
    }

    long acknowledgements() {
        return acknowledgements.get();
    }

    synchronized BitSet acknowledged() {
        return (BitSet) acknowledged.clone();
    }

    synchronized List<Exception> failures() {
        return List.copyOf(failures);
    }

    /** Connections that ended, as the client counts them: it reconnects silently. */
    double closedConnections() {
        return Records.closedConnections(producer.metrics(), "producer-metrics");
    }

    /** Stops sending and waits for what is under way. */
    void finish() {
        ticking.cancel(false);
        ticker.shutdown();
        try {
            ticker.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
