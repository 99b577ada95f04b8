package dev.weir.controlplane.topic;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the catalogue.
 *
 * @param topicId the id that Kafka gave it
 * @param configs what was set for this topic; all else is as the cluster has it
 * @param createdBy whose request made it: a user, a service account, or nothing when that isn't known
 * @param createdAt when it was seen first
 * @param updatedAt when it was seen as it is
 */
record TopicBody(
        String apiVersion,
        String kind,
        String topicName,
        String topicId,
        int partitionsCount,
        int replicationFactor,
        Map<String, String> configs,
        @Nullable String createdBy,
        Instant createdAt,
        Instant updatedAt) {
    static final String API = "weir/v1";

    TopicBody {
        configs = Map.copyOf(configs);
    }

    static TopicBody of(CatalogueTopic topic) {
        return new TopicBody(
                API,
                "Topic",
                topic.name(),
                topic.kafkaId(),
                topic.partitions(),
                topic.replicationFactor(),
                topic.settings(),
                topic.createdBy(),
                topic.createdAt(),
                topic.updatedAt());
    }
}
