package dev.weir.cli.records;

import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.terminal.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Produces with the Kafka protocol, acks=all. */
final class KafkaSink implements RecordSink {
    private final String topic;
    private final KafkaProducer<String, String> producer;
    private final Acknowledged acknowledged = new Acknowledged();
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();

    KafkaSink(ClusterAccess cluster, String topic) {
        this.topic = topic;
        this.producer = new KafkaClients(cluster).producer();
    }

    @Override
    public void send(List<Line> lines) {
        for (Line line : lines) {
            check();
            try {
                var sent = producer.send(new ProducerRecord<>(topic, line.key(), line.value()), this::reported);
                if (sent.isCancelled()) {
                    throw new Failure("the producer is closed");
                }
            } catch (KafkaException e) {
                throw new Failure("can't send to " + topic + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public Acknowledged finish() {
        producer.flush();
        check();
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(refusal.get() == null ? 5 : 0));
    }

    private void reported(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            refusal.compareAndSet(null, failure);
        } else if (metadata != null) {
            acknowledged.add(metadata.partition(), metadata.offset());
        }
    }

    private void check() {
        Exception failure = refusal.get();
        if (failure != null) {
            throw new Failure(
                    "a record was refused: " + failure.getMessage() + " (" + acknowledged.count()
                            + " were acknowledged)",
                    failure);
        }
    }
}
