package dev.weir.gateway.http.sharegroups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.common.TopicPartition;

/** A share group and what it reads. */
@JsonNaming(SnakeCaseStrategy.class)
record ShareGroupView(
        String kind,
        Metadata metadata,
        String clusterId,
        String shareGroupId,
        String state,
        Related coordinator,
        Related consumers,
        int consumerCount,
        int partitionCount,
        List<AssignedView> assignedTopicPartitions) {
    /** A partition that some member reads. */
    @JsonNaming(SnakeCaseStrategy.class)
    record AssignedView(String kind, Metadata metadata, String topicName, int partitionId, Related partition) {
        static AssignedView of(String group, TopicPartition assigned, Links links) {
            String where = Links.segment(assigned.topic()) + "/" + assigned.partition();
            return new AssignedView(
                    "KafkaShareGroupTopicPartition",
                    links.metadata(
                            path(group) + "/assigned-topic-partitions/" + where,
                            "/share-group=" + group + "/topic-partition=" + assigned.topic() + ":"
                                    + assigned.partition()),
                    assigned.topic(),
                    assigned.partition(),
                    links.related(
                            "/topics/" + Links.segment(assigned.topic()) + "/partitions/" + assigned.partition()));
        }
    }

    static ShareGroupView of(ShareGroupDescription group, Links links) {
        String path = path(group.groupId());
        List<AssignedView> assigned = ShareGroups.assigned(group.members()).stream()
                .map(partition -> AssignedView.of(group.groupId(), partition, links))
                .toList();
        return new ShareGroupView(
                "KafkaShareGroup",
                links.metadata(path, "/share-group=" + group.groupId()),
                links.cluster().value(),
                group.groupId(),
                group.groupState().name(),
                links.related("/brokers/" + group.coordinator().id()),
                links.related(path + "/consumers"),
                group.members().size(),
                assigned.size(),
                assigned);
    }

    static String path(String group) {
        return "/share-groups/" + Links.segment(group);
    }
}
