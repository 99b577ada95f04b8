package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.common.TopicPartition;

/** A partition whose copies move. */
@JsonNaming(SnakeCaseStrategy.class)
record ReassignmentView(
        String kind,
        Metadata metadata,
        String clusterId,
        String topicName,
        int partitionId,
        List<Integer> addingReplicas,
        List<Integer> removingReplicas,
        Related replicas) {
    static ReassignmentView of(TopicPartition partition, PartitionReassignment move, Links links) {
        String path = "/topics/" + Links.segment(partition.topic()) + "/partitions/" + partition.partition();
        return new ReassignmentView(
                "KafkaReassignment",
                links.metadata(
                        path + "/reassignment",
                        "/topic=" + partition.topic() + "/partition=" + partition.partition() + "/reassignment"),
                links.cluster().value(),
                partition.topic(),
                partition.partition(),
                List.copyOf(move.addingReplicas()),
                List.copyOf(move.removingReplicas()),
                links.related(path + "/replicas"));
    }
}
