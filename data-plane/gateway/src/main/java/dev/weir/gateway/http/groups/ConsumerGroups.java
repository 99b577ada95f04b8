package dev.weir.gateway.http.groups;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.upstream.StillThere;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;

/** Groups of consumers, of the older protocol and of the newer one, as far as the caller may see them. */
@ApplicationScoped
class ConsumerGroups {
    /** Sorted by name; empty for whoever may see none. */
    List<ConsumerGroupDescription> list(Upstream upstream) {
        List<String> ids =
                Upstream.await(upstream.admin()
                                .listGroups(ListGroupsOptions.forConsumerGroups())
                                .valid())
                        .stream()
                        .map(GroupListing::groupId)
                        .toList();
        return upstream.admin().describeConsumerGroups(ids).describedGroups().values().stream()
                .map(StillThere::described)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(ConsumerGroupDescription::groupId))
                .toList();
    }

    /** Unknown and forbidden are problems. */
    ConsumerGroupDescription get(Upstream upstream, String group) {
        return Upstream.await(Objects.requireNonNull(upstream.admin()
                .describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)));
    }

    MemberDescription member(Upstream upstream, String group, String member) {
        return get(upstream, group).members().stream()
                .filter(present -> present.consumerId().equals(member))
                .findFirst()
                .orElseThrow(() ->
                        new Problem.UnknownGroup("Group " + group + " has no consumer " + member + ".").asException());
    }
}
