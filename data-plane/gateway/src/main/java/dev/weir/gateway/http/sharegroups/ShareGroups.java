package dev.weir.gateway.http.sharegroups;

import dev.weir.gateway.http.upstream.GroupKind;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Groups that share their partitions' records one by one (KIP-932). */
final class ShareGroups {
    static final GroupKind<ShareGroupDescription, ShareMemberDescription> KIND = new GroupKind<>(
            ListGroupsOptions::forShareGroups,
            (admin, names) -> admin.describeShareGroups(names).describedGroups(),
            ShareGroupDescription::groupId,
            ShareGroupDescription::members,
            ShareMemberDescription::consumerId);

    private ShareGroups() {}

    /** What the members of a group read, each partition once. */
    static List<TopicPartition> assigned(Collection<ShareMemberDescription> members) {
        return members.stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .distinct()
                .sorted(GroupKind.ORDER)
                .toList();
    }
}
