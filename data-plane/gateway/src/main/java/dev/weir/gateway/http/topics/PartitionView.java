package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** A partition of a topic; without a leader while none is elected. */
@JsonNaming(SnakeCaseStrategy.class)
record PartitionView(
        String kind,
        Metadata metadata,
        String clusterId,
        String topicName,
        int partitionId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Related leader,
        Related replicas,
        Related reassignment) {
    static PartitionView of(String topic, TopicPartitionInfo partition, Links links) {
        String path = "/topics/" + topic + "/partitions/" + partition.partition();
        return new PartitionView(
                "KafkaPartition",
                links.metadata(path, "/topic=" + topic + "/partition=" + partition.partition()),
                links.cluster().value(),
                topic,
                partition.partition(),
                partition.leader() == null
                        ? null
                        : links.related(path + "/replicas/" + partition.leader().id()),
                links.related(path + "/replicas"),
                links.related(path + "/reassignment"));
    }
}
