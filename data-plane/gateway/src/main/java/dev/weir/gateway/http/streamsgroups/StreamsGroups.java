package dev.weir.gateway.http.streamsgroups;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.GroupKind;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;

/** Groups of Kafka Streams' own protocol (KIP-1071). */
final class StreamsGroups {
    static final GroupKind<StreamsGroupDescription, StreamsGroupMemberDescription> KIND = new GroupKind<>(
            ListGroupsOptions::forStreamsGroups,
            (admin, names) -> admin.describeStreamsGroups(names).describedGroups(),
            StreamsGroupDescription::groupId,
            StreamsGroupDescription::members,
            StreamsGroupMemberDescription::memberId);

    private StreamsGroups() {}

    static ProblemException unknown(String message) {
        return new Problem.UnknownGroup(message).asException();
    }
}
