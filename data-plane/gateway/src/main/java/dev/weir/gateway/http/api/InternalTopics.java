package dev.weir.gateway.http.api;

import dev.weir.gateway.http.problem.Problem;
import org.apache.kafka.common.internals.Topic;

/** Kafka's own topics: they may be looked at, and neither written, changed nor deleted. */
public final class InternalTopics {
    private InternalTopics() {}

    /** Refuses what would change one of them. */
    public static void refuse(String topic) {
        if (Topic.isInternal(topic)) {
            throw new Problem.Forbidden("Topic " + topic + " is Kafka's own.").asException();
        }
    }
}
