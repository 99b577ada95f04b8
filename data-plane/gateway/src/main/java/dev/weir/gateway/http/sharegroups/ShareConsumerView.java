package dev.weir.gateway.http.sharegroups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.common.TopicPartition;

/** A member of a share group. */
@JsonNaming(SnakeCaseStrategy.class)
record ShareConsumerView(
        String kind,
        Metadata metadata,
        String clusterId,
        String groupId,
        String consumerId,
        String clientId,
        Related assignments) {
    /** A partition that it reads, perhaps together with others. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ShareAssignmentView(
            String kind,
            Metadata metadata,
            String clusterId,
            String groupId,
            String consumerId,
            String topicName,
            int partitionId,
            Related partition) {
        static ShareAssignmentView of(String group, String consumer, TopicPartition partition, Links links) {
            String where = Links.segment(partition.topic()) + "/partitions/" + partition.partition();
            return new ShareAssignmentView(
                    "KafkaShareGroupConsumerAssignment",
                    links.metadata(
                            path(group, consumer) + "/assignments/" + where,
                            "/share-group=" + group + "/consumer=" + consumer + "/assignment=" + partition.topic()
                                    + "/partition=" + partition.partition()),
                    links.cluster().value(),
                    group,
                    consumer,
                    partition.topic(),
                    partition.partition(),
                    links.related("/topics/" + where));
        }
    }

    static ShareConsumerView of(String group, ShareMemberDescription member, Links links) {
        String path = path(group, member.consumerId());
        return new ShareConsumerView(
                "KafkaShareGroupConsumer",
                links.metadata(path, "/share-group=" + group + "/consumer=" + member.consumerId()),
                links.cluster().value(),
                group,
                member.consumerId(),
                member.clientId(),
                links.related(path + "/assignments"));
    }

    static String path(String group, String consumer) {
        return ShareGroupView.path(group) + "/consumers/" + Links.segment(consumer);
    }
}
