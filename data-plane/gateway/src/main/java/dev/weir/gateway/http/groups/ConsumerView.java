package dev.weir.gateway.http.groups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import org.apache.kafka.clients.admin.MemberDescription;
import org.jspecify.annotations.Nullable;

/** A member of a group. */
@JsonNaming(SnakeCaseStrategy.class)
record ConsumerView(
        String kind,
        Metadata metadata,
        String clusterId,
        String consumerGroupId,
        String consumerId,
        @Nullable String instanceId,
        String clientId,
        Related assignments) {
    static ConsumerView of(String group, MemberDescription member, Links links) {
        String path = path(group, member.consumerId());
        return new ConsumerView(
                "KafkaConsumer",
                links.metadata(path, "/consumer-group=" + group + "/consumer=" + member.consumerId()),
                links.cluster().value(),
                group,
                member.consumerId(),
                member.groupInstanceId().orElse(null),
                member.clientId(),
                links.related(path + "/assignments"));
    }

    static String path(String group, String consumer) {
        return ConsumerGroupView.path(group) + "/consumers/" + Links.segment(consumer);
    }
}
