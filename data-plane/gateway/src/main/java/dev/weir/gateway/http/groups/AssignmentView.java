package dev.weir.gateway.http.groups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import org.apache.kafka.common.TopicPartition;

/** A partition that a consumer reads. */
@JsonNaming(SnakeCaseStrategy.class)
record AssignmentView(
        String kind,
        Metadata metadata,
        String clusterId,
        String consumerGroupId,
        String consumerId,
        String topicName,
        int partitionId,
        Related partition,
        Related lag) {
    static AssignmentView of(String group, String consumer, TopicPartition partition, Links links) {
        String where = Links.segment(partition.topic()) + "/partitions/" + partition.partition();
        return new AssignmentView(
                "KafkaConsumerAssignment",
                links.metadata(
                        ConsumerView.path(group, consumer) + "/assignments/" + where,
                        "/consumer-group=" + group + "/consumer=" + consumer + "/assignment=" + partition.topic()
                                + "/partition=" + partition.partition()),
                links.cluster().value(),
                group,
                consumer,
                partition.topic(),
                partition.partition(),
                links.related("/topics/" + where),
                links.related(ConsumerGroupView.path(group) + "/lags/" + where));
    }
}
