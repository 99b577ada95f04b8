package dev.weir.gateway.http.streamsgroups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Links.Related;
import dev.weir.gateway.http.api.Metadata;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;

/** A member of a streams group. */
@JsonNaming(SnakeCaseStrategy.class)
record StreamsMemberView(
        String kind,
        Metadata metadata,
        String clusterId,
        String groupId,
        String memberId,
        String processId,
        String clientId,
        String instanceId,
        int memberEpoch,
        int topologyEpoch,
        boolean isClassic,
        Related assignments,
        Related targetAssignment) {
    static StreamsMemberView of(String group, StreamsGroupMemberDescription member, Links links) {
        String path = path(group, member.memberId());
        return new StreamsMemberView(
                "KafkaStreamsGroupMember",
                links.metadata(path, "/streams-group=" + group + "/member=" + member.memberId()),
                links.cluster().value(),
                group,
                member.memberId(),
                member.processId(),
                member.clientId(),
                member.instanceId().orElse(""),
                member.memberEpoch(),
                member.topologyEpoch(),
                member.isClassic(),
                links.related(path + "/" + AssignmentKind.CURRENT.path()),
                links.related(path + "/" + AssignmentKind.TARGET.path()));
    }

    static String path(String group, String member) {
        return StreamsGroupView.path(group) + "/members/" + Links.segment(member);
    }
}
