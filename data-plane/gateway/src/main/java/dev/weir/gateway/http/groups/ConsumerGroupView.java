package dev.weir.gateway.http.groups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;

/** A group of consumers. */
@JsonNaming(SnakeCaseStrategy.class)
record ConsumerGroupView(
        String kind,
        Metadata metadata,
        String clusterId,
        String consumerGroupId,
        boolean isSimple,
        String partitionAssignor,
        String state,
        String type,
        boolean isMixedConsumerGroup,
        Related coordinator,
        Related consumers,
        Related lagSummary) {
    static ConsumerGroupView of(ConsumerGroupDescription group, Links links) {
        String path = path(group.groupId());
        return new ConsumerGroupView(
                "KafkaConsumerGroup",
                links.metadata(path, "/consumer-group=" + group.groupId()),
                links.cluster().value(),
                group.groupId(),
                group.isSimpleConsumerGroup(),
                group.partitionAssignor(),
                group.groupState().name(),
                group.type().name(),
                group.members().stream()
                                .map(ConsumerGroupView::isUpgraded)
                                .distinct()
                                .count()
                        > 1,
                links.related("/brokers/" + group.coordinator().id()),
                links.related(path + "/consumers"),
                links.related(path + "/lag-summary"));
    }

    private static boolean isUpgraded(MemberDescription member) {
        return member.upgraded().orElse(false);
    }

    static String path(String group) {
        return "/consumer-groups/" + Links.segment(group);
    }
}
