package dev.weir.gateway.http.consumers;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;

/** What a Kafka consumer refuses for a reason that its client can mend. */
final class ConsumerFaults {
    private static final int SUBSCRIBED = 40901;

    private ConsumerFaults() {}

    /** Anything else stays as it is. */
    static RuntimeException of(KafkaException failure, Subscription subscription) {
        return switch (failure) {
            // No offset is committed, or none that is there any more, and auto.offset.reset is none.
            case InvalidOffsetException _ ->
                problem(
                        Instances.CONFLICT,
                        failure.getMessage() + ". Set it by positions, or create the consumer with another"
                                + " auto.offset.reset.");
            case CommitFailedException _ ->
                subscription instanceof Subscription.Partitions
                        ? problem(
                                SUBSCRIBED,
                                "Other consumers of this group are subscribed to topics: the group takes no offsets from"
                                        + " one that has its partitions by hand. Give it a group of its own.")
                        : problem(
                                Instances.CONFLICT,
                                "The group has given this consumer's partitions to another. Poll to get new ones.");
            case KafkaException wrapped when wrapped.getCause() instanceof ProblemException known -> known;
            case KafkaException _ -> failure;
        };
    }

    private static ProblemException problem(int code, String message) {
        return new Problem.OfConsumers(code, message).asException();
    }
}
