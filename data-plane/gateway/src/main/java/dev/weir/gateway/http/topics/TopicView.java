package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topic. */
@JsonNaming(SnakeCaseStrategy.class)
record TopicView(
        String kind,
        Metadata metadata,
        String clusterId,
        String topicName,
        boolean isInternal,
        int replicationFactor,
        int partitionsCount,
        Related partitions,
        Related configs,
        Related partitionReassignments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> authorizedOperations) {
    static TopicView of(TopicFacts topic, Links links) {
        return of(topic, links, null);
    }

    /** @param operations what the caller may do with the topic; null when nobody asked */
    static TopicView of(TopicFacts topic, Links links, @Nullable List<String> operations) {
        String path = "/topics/" + topic.name();
        return new TopicView(
                "KafkaTopic",
                links.metadata(path, "/topic=" + topic.name()),
                links.cluster().value(),
                topic.name(),
                topic.internal(),
                topic.replicationFactor(),
                topic.partitions(),
                links.related(path + "/partitions"),
                links.related(path + "/configs"),
                links.related(path + "/partitions/-/reassignment"),
                operations);
    }
}
