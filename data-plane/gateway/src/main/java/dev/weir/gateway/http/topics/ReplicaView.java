package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** A copy of a partition. */
@JsonNaming(SnakeCaseStrategy.class)
public record ReplicaView(
        String kind,
        Metadata metadata,
        String clusterId,
        String topicName,
        int partitionId,
        int brokerId,
        boolean isLeader,
        boolean isInSync,
        Related broker) {
    /** All copies of a partition, in Kafka's order of preference. */
    public static List<ReplicaView> of(String topic, TopicPartitionInfo partition, Links links) {
        return partition.replicas().stream()
                .map(replica -> of(topic, partition, replica, links))
                .toList();
    }

    private static ReplicaView of(String topic, TopicPartitionInfo partition, Node replica, Links links) {
        int number = partition.partition();
        Node leader = partition.leader();
        return new ReplicaView(
                "KafkaReplica",
                links.metadata(
                        "/topics/" + Links.segment(topic) + "/partitions/" + number + "/replicas/" + replica.id(),
                        "/topic=" + topic + "/partition=" + number + "/replica=" + replica.id()),
                links.cluster().value(),
                topic,
                number,
                replica.id(),
                leader != null && leader.id() == replica.id(),
                partition.isr().contains(replica),
                links.related("/brokers/" + replica.id()));
    }
}
