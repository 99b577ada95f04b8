package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.upstream.StillThere;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;

/** What there is in a caller's cluster, as far as the caller may see it. */
@ApplicationScoped
class Topics {
    /** Sorted by name; empty for whoever may see none. */
    List<TopicFacts> list(Upstream upstream) {
        var names = Upstream.await(upstream.admin().listTopics().names());
        return upstream.admin().describeTopics(names).topicNameValues().values().stream()
                .flatMap(topic -> StillThere.described(topic).stream())
                .map(TopicFacts::of)
                .sorted(Comparator.comparing(TopicFacts::name))
                .toList();
    }

    /** What the caller may do with the topic, as the broker says. */
    List<String> operations(Upstream upstream, String topic) {
        var description = Upstream.await(Objects.requireNonNull(upstream.admin()
                .describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .get(topic)));
        return description.authorizedOperations().stream()
                .map(Enum::name)
                .sorted()
                .toList();
    }
}
