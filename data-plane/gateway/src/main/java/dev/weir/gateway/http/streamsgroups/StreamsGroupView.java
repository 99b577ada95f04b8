package dev.weir.gateway.http.streamsgroups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;

/** A streams group. */
@JsonNaming(SnakeCaseStrategy.class)
record StreamsGroupView(
        String kind,
        Metadata metadata,
        String clusterId,
        String groupId,
        String state,
        int memberCount,
        int subtopologyCount,
        int groupEpoch,
        int topologyEpoch,
        int targetAssignmentEpoch,
        Related members,
        Related subtopologies) {
    /** A part of the group's program whose tasks belong together. */
    @JsonNaming(SnakeCaseStrategy.class)
    record SubtopologyView(
            String kind,
            Metadata metadata,
            String clusterId,
            String groupId,
            String subtopologyId,
            List<String> sourceTopics) {
        static SubtopologyView of(String group, StreamsGroupSubtopologyDescription subtopology, Links links) {
            return new SubtopologyView(
                    "KafkaStreamsGroupSubtopology",
                    links.metadata(
                            path(group) + "/subtopologies/" + Links.segment(subtopology.subtopologyId()),
                            "/streams-group=" + group + "/subtopology=" + subtopology.subtopologyId()),
                    links.cluster().value(),
                    group,
                    subtopology.subtopologyId(),
                    List.copyOf(subtopology.sourceTopics()));
        }
    }

    static StreamsGroupView of(StreamsGroupDescription group, Links links) {
        String path = path(group.groupId());
        return new StreamsGroupView(
                "KafkaStreamsGroup",
                links.metadata(path, "/streams-group=" + group.groupId()),
                links.cluster().value(),
                group.groupId(),
                group.groupState().name(),
                group.members().size(),
                group.subtopologies().size(),
                group.groupEpoch(),
                group.topologyEpoch(),
                group.targetAssignmentEpoch(),
                links.related(path + "/members"),
                links.related(path + "/subtopologies"));
    }

    static String path(String group) {
        return "/streams-groups/" + Links.segment(group);
    }
}
