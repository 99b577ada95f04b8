package dev.weir.gateway.http.clusters;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;

/** A cluster and what it has. */
@JsonNaming(SnakeCaseStrategy.class)
record ClusterView(
        String kind,
        Metadata metadata,
        String clusterId,
        Related acls,
        Related brokers,
        Related brokerConfigs,
        Related consumerGroups,
        Related topics,
        Related partitionReassignments) {
    static ClusterView of(Links links) {
        return new ClusterView(
                "KafkaCluster",
                links.metadata("", ""),
                links.cluster().value(),
                links.related("/acls"),
                links.related("/brokers"),
                links.related("/broker-configs"),
                links.related("/consumer-groups"),
                links.related("/topics"),
                links.related("/topics/-/partitions/-/reassignment"));
    }
}
