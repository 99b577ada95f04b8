package dev.weir.gateway.http.upstream;

import dev.weir.gateway.http.problem.Problem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * One of Kafka's kinds of groups, and how it is asked for what the caller may see of them.
 *
 * @param listed which groups are of this kind
 * @param described of some of them, by their names
 * @param name of a group
 * @param members of a group
 * @param memberId of a member
 */
public record GroupKind<G, M>(
        Supplier<ListGroupsOptions> listed,
        BiFunction<Admin, Collection<String>, Map<String, KafkaFuture<G>>> described,
        Function<G, String> name,
        Function<G, Collection<M>> members,
        Function<M, String> memberId) {
    /** In which the partitions of members are shown. */
    public static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** Sorted by name; empty for whoever may see none. */
    public List<G> list(Upstream upstream) {
        List<String> names = Upstream.await(
                        upstream.admin().listGroups(listed.get()).valid())
                .stream()
                .map(GroupListing::groupId)
                .toList();
        return described.apply(upstream.admin(), names).values().stream()
                .map(StillThere::described)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(name))
                .toList();
    }

    /** Unknown and forbidden are problems. */
    public G get(Upstream upstream, String group) {
        return Upstream.await(Objects.requireNonNull(
                described.apply(upstream.admin(), List.of(group)).get(group)));
    }

    /** Sorted by id. */
    public List<M> members(Upstream upstream, String group) {
        return members.apply(get(upstream, group)).stream()
                .sorted(Comparator.comparing(memberId))
                .toList();
    }

    public M member(Upstream upstream, String group, String member) {
        return members(upstream, group).stream()
                .filter(present -> memberId.apply(present).equals(member))
                .findFirst()
                .orElseThrow(() ->
                        new Problem.UnknownGroup("Group " + group + " has no member " + member + ".").asException());
    }
}
