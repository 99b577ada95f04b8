package dev.weir.gateway.http.groups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a group is behind at most, and in all. */
@JsonNaming(SnakeCaseStrategy.class)
record LagSummaryView(
        String kind,
        Metadata metadata,
        String clusterId,
        String consumerGroupId,
        String maxLagConsumerId,
        @Nullable String maxLagInstanceId,
        String maxLagClientId,
        String maxLagTopicName,
        int maxLagPartitionId,
        long maxLag,
        long totalLag,
        Related maxLagConsumer,
        Related maxLagPartition) {
    /** A group that has committed nothing has no summary. */
    static Optional<LagSummaryView> of(String group, List<Lag> lags, Links links) {
        return lags.stream().max(Comparator.comparingLong(Lag::behind)).map(most -> of(group, lags, most, links));
    }

    private static LagSummaryView of(String group, List<Lag> lags, Lag most, Links links) {
        String topic = most.partition().topic();
        int partition = most.partition().partition();
        return new LagSummaryView(
                "KafkaConsumerGroupLagSummary",
                links.metadata(
                        ConsumerGroupView.path(group) + "/lag-summary", "/consumer-group=" + group + "/lag-summary"),
                links.cluster().value(),
                group,
                most.consumerId(),
                most.instanceId(),
                most.clientId(),
                topic,
                partition,
                most.behind(),
                lags.stream().mapToLong(Lag::behind).sum(),
                links.related(ConsumerView.path(group, most.consumerId())),
                links.related("/topics/" + Links.segment(topic) + "/partitions/" + partition));
    }
}
