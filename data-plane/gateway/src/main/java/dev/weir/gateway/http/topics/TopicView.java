package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;

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
        Related partitionReassignments) {
    static TopicView of(TopicFacts topic, Links links) {
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
                links.related(path + "/partitions/-/reassignments"));
    }
}
