package dev.weir.gateway.http.groups;

import dev.weir.gateway.http.upstream.GroupKind;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;

/** Groups of consumers, of the older protocol and of the newer one. */
final class ConsumerGroups {
    static final GroupKind<ConsumerGroupDescription, MemberDescription> KIND = new GroupKind<>(
            ListGroupsOptions::forConsumerGroups,
            (admin, names) -> admin.describeConsumerGroups(names).describedGroups(),
            ConsumerGroupDescription::groupId,
            ConsumerGroupDescription::members,
            MemberDescription::consumerId);

    private ConsumerGroups() {}
}
