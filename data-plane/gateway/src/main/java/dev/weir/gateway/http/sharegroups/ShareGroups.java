package dev.weir.gateway.http.sharegroups;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.StillThere;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.common.TopicPartition;

/** Groups that share their partitions' records one by one (KIP-932), as far as the caller may see them. */
@ApplicationScoped
class ShareGroups {
    /** Sorted by name; empty for whoever may see none. */
    List<ShareGroupDescription> list(Upstream upstream) {
        List<String> ids =
                Upstream.await(upstream.admin()
                                .listGroups(ListGroupsOptions.forShareGroups())
                                .valid())
                        .stream()
                        .map(GroupListing::groupId)
                        .toList();
        return upstream.admin().describeShareGroups(ids).describedGroups().values().stream()
                .map(StillThere::described)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(ShareGroupDescription::groupId))
                .toList();
    }

    /** Unknown and forbidden are problems. */
    ShareGroupDescription get(Upstream upstream, String group) {
        return Upstream.await(Objects.requireNonNull(upstream.admin()
                .describeShareGroups(List.of(group))
                .describedGroups()
                .get(group)));
    }

    ShareMemberDescription member(Upstream upstream, String group, String member) {
        return get(upstream, group).members().stream()
                .filter(present -> present.consumerId().equals(member))
                .findFirst()
                .orElseThrow(() -> new Problem.UnknownGroup("Share group " + group + " has no consumer " + member + ".")
                        .asException());
    }

    /** What the members of a group read, each partition once. */
    static List<TopicPartition> assigned(Collection<ShareMemberDescription> members) {
        return members.stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .distinct()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                .toList();
    }
}
