package dev.weir.gateway.http.produce;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.route.Refusal;
import dev.weir.gateway.http.upstream.Upstream;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The place of one record in the order of a request's reports. */
final class Slot {
    private final int bytes;
    private final Runnable done;
    private final long since = System.nanoTime();
    private volatile @Nullable Report report;

    /**
     * @param bytes how much it keeps in memory
     * @param done called on any thread when there is a report
     */
    Slot(int bytes, Runnable done) {
        this.bytes = bytes;
        this.done = done;
    }

    int bytes() {
        return bytes;
    }

    /** Nothing while the record is on its way. */
    @Nullable
    Report report() {
        return report;
    }

    void complete(Report result) {
        report = result;
        done.run();
    }

    void fail(Problem problem) {
        complete(new Report.Failed(problem));
    }

    /**
     * Called on the principal's own thread, one record after the other: may block. Where the cluster doesn't answer, those
     * behind have waited as long, and aren't tried one by one.
     */
    void send(Upstream upstream, String topic, OutgoingRecord record) {
        Producer<byte[], byte[]> producer;
        try {
            if (upstream.isSilent()
                    && System.nanoTime() - since > upstream.patience().toNanos()) {
                throw new Problem.Unavailable("The cluster did not answer in time.", Duration.ofSeconds(1))
                        .asException();
            }
            requireTopic(upstream, topic);
            record.check(upstream, topic);
            producer = upstream.producer();
        } catch (RuntimeException e) {
            Problem problem = Refusal.of(e);
            upstream.silent(problem instanceof Problem.Unavailable);
            fail(problem);
            return;
        }
        Report.Part key = Report.Part.of(record.key());
        Report.Part value = Report.Part.of(record.value());
        try {
            var _ = producer.send(record.to(topic), (where, failure) -> {
                if (failure == null) {
                    upstream.stillThere(topic);
                    complete(Report.Written.of(upstream.cluster(), where, key, value));
                } else {
                    // The producer's own thread must not wait for what it is itself asked.
                    Thread.ofVirtual().start(() -> failed(upstream, topic, producer, failure));
                }
            });
            upstream.silent(false);
        } catch (KafkaException | IllegalStateException e) {
            upstream.silent(e instanceof TimeoutException);
            failed(upstream, topic, producer, e);
        }
    }

    private void failed(Upstream upstream, String topic, Producer<byte[], byte[]> producer, Exception failure) {
        try {
            fail(SendFailures.tell(upstream, topic, producer, failure));
        } catch (ProblemException e) {
            fail(e.problem());
        } catch (RuntimeException e) {
            fail(Refusal.of(e));
        }
    }

    private static void requireTopic(Upstream upstream, String topic) {
        if (!upstream.isThere(topic)) {
            upstream.prepareToProduce();
            upstream.requireThere(topic);
        }
    }
}
