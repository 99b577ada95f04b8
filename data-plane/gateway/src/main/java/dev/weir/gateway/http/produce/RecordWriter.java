package dev.weir.gateway.http.produce;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes one request's records into one topic, in the order in which they come. */
final class RecordWriter {
    private final Upstream upstream;
    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /** A topic that isn't there, or isn't the caller's to see, is a problem. */
    RecordWriter(Upstream upstream, String topic) {
        this.upstream = upstream;
        this.topic = topic;
        if (!upstream.knows(topic)) {
            upstream.prepareToProduce();
            upstream.partitions(topic);
        }
        this.producer = upstream.producer();
    }

    /** Sends without waiting; the report waits for the broker. Never throws what the record is to blame for. */
    Supplier<Report> send(ProduceRequest request) {
        try {
            OutgoingRecord record = OutgoingRecord.of(request);
            record.check(upstream, topic);
            Future<RecordMetadata> sent = producer.send(record.to(topic));
            // Not the record itself, which would stay in memory until the last report.
            Report.Part key = Report.Part.of(record.key());
            Report.Part value = Report.Part.of(record.value());
            return () -> await(sent, key, value);
        } catch (ProblemException e) {
            return () -> new Report.Failed(e.problem());
        } catch (KafkaException e) {
            return () -> failed(e);
        }
    }

    private Report await(Future<RecordMetadata> sent, Report.@Nullable Part key, Report.@Nullable Part value) {
        try {
            return Report.Written.of(upstream.cluster(), sent.get(), key, value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Report.Failed(new Problem.Unavailable("The gateway is stopping.", Duration.ofSeconds(1)));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private Report failed(Throwable failure) {
        return new Report.Failed(SendFailures.tell(upstream, topic, producer, failure));
    }
}
