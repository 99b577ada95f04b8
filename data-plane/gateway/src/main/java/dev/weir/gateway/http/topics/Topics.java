package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** What there is in a caller's cluster, as far as the caller may see it. */
@ApplicationScoped
class Topics {
    /** Sorted by name; empty for whoever may see none. */
    List<TopicFacts> list(Upstream upstream) {
        var names = Upstream.await(upstream.admin().listTopics().names());
        return upstream.admin().describeTopics(names).topicNameValues().values().stream()
                .map(Topics::stillThere)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(TopicFacts::name))
                .toList();
    }

    private static Optional<TopicFacts> stillThere(KafkaFuture<TopicDescription> topic) {
        try {
            return Optional.of(TopicFacts.of(Upstream.await(topic)));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.UnknownTopic || e.problem() instanceof Problem.Forbidden) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
