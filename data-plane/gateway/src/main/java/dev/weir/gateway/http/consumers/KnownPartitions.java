package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks before a consumer is asked: Kafka's client would try again and again, in case a topic is about to be made.
 */
record KnownPartitions(Consumer<byte[], byte[]> consumer) {
    private static final int NO_PARTITION = 40402;

    boolean has(TopicPartition partition) {
        return consumer.partitionsFor(partition.topic()).stream()
                .anyMatch(one -> one.partition() == partition.partition());
    }

    /** A problem unless it is there. */
    void require(TopicPartition partition) {
        if (!has(partition)) {
            throw missing(partition);
        }
    }

    static ProblemException missing(TopicPartition partition) {
        return new Problem.OfConsumers(
                        NO_PARTITION, "Topic " + partition.topic() + " has no partition " + partition.partition() + ".")
                .asException();
    }
}
