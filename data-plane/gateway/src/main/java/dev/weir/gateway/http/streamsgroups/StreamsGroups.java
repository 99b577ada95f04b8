package dev.weir.gateway.http.streamsgroups;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.StillThere;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;

/** Groups of Kafka Streams' own protocol (KIP-1071), as far as the caller may see them. */
@ApplicationScoped
class StreamsGroups {
    /** Sorted by name; empty for whoever may see none. */
    List<StreamsGroupDescription> list(Upstream upstream) {
        List<String> ids =
                Upstream.await(upstream.admin()
                                .listGroups(ListGroupsOptions.forStreamsGroups())
                                .valid())
                        .stream()
                        .map(GroupListing::groupId)
                        .toList();
        return upstream.admin().describeStreamsGroups(ids).describedGroups().values().stream()
                .map(StillThere::described)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(StreamsGroupDescription::groupId))
                .toList();
    }

    /** Unknown and forbidden are problems. */
    StreamsGroupDescription get(Upstream upstream, String group) {
        return Upstream.await(Objects.requireNonNull(upstream.admin()
                .describeStreamsGroups(List.of(group))
                .describedGroups()
                .get(group)));
    }

    StreamsGroupMemberDescription member(Upstream upstream, String group, String member) {
        return get(upstream, group).members().stream()
                .filter(present -> present.memberId().equals(member))
                .findFirst()
                .orElseThrow(() -> unknown("Streams group " + group + " has no member " + member + "."));
    }

    StreamsGroupSubtopologyDescription subtopology(Upstream upstream, String group, String subtopology) {
        return get(upstream, group).subtopologies().stream()
                .filter(present -> present.subtopologyId().equals(subtopology))
                .findFirst()
                .orElseThrow(() -> unknown("Streams group " + group + " has no subtopology " + subtopology + "."));
    }

    static ProblemException unknown(String message) {
        return new Problem.UnknownGroup(message).asException();
    }
}
