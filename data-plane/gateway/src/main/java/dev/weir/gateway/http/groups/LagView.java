package dev.weir.gateway.http.groups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Metadata;
import org.jspecify.annotations.Nullable;

/** How far a group is behind in one partition. */
@JsonNaming(SnakeCaseStrategy.class)
record LagView(
        String kind,
        Metadata metadata,
        String clusterId,
        String consumerGroupId,
        String topicName,
        int partitionId,
        long currentOffset,
        long logEndOffset,
        long lag,
        String consumerId,
        @Nullable String instanceId,
        String clientId) {
    static LagView of(String group, Lag lag, Links links) {
        String topic = lag.partition().topic();
        int partition = lag.partition().partition();
        return new LagView(
                "KafkaConsumerLag",
                links.metadata(
                        ConsumerGroupView.path(group) + "/lags/" + Links.segment(topic) + "/partitions/" + partition,
                        "/consumer-group=" + group + "/lag=" + topic + "/partition=" + partition),
                links.cluster().value(),
                group,
                topic,
                partition,
                lag.current(),
                lag.end(),
                lag.behind(),
                lag.consumerId(),
                lag.instanceId(),
                lag.clientId());
    }
}
