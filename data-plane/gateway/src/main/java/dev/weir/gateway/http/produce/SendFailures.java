package dev.weir.gateway.http.produce;

import dev.weir.gateway.http.problem.KafkaProblems;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why a record wasn't written. */
final class SendFailures {
    private SendFailures() {}

    /** May ask the cluster: blocks. A producer that this spoils is thrown away. */
    static Problem tell(Upstream upstream, String topic, Producer<byte[], byte[]> producer, Throwable failure) {
        if (ProducerFaults.areLasting(failure)) {
            upstream.discard(producer);
        }
        return switch (failure) {
            // Kafka says so when the producer's id is refused, because its principal may write nowhere.
            case ClusterAuthorizationException _ ->
                new Problem.Forbidden("Not authorized to write to topic " + topic + ".");
            case TimeoutException late -> whyLate(upstream, topic, late);
            default -> KafkaProblems.of(failure);
        };
    }

    /** A topic that was deleted a moment ago makes a producer wait as a broker that is away does. */
    private static Problem whyLate(Upstream upstream, String topic, TimeoutException late) {
        upstream.forget(topic);
        try {
            upstream.partitions(topic);
            return KafkaProblems.of(late);
        } catch (ProblemException e) {
            return e.problem();
        }
    }
}
