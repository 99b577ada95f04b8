package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Brokers learn of a change some milliseconds after the controller has made it. Callers shouldn't notice: the request
 * after the change must see it. Gives up without an error, since the change itself is done.
 */
@ApplicationScoped
class Visibility {
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();
    private static final long STEP = Duration.ofMillis(3).toNanos();

    private sealed interface Look {
        record Ready(TopicDescription topic) implements Look {}

        record WithoutLeaders() implements Look {}

        record Nothing() implements Look {}

        /** The caller may not see it, or Kafka has other troubles. */
        record Hidden() implements Look {}
    }

    Optional<TopicFacts> awaitReady(Upstream upstream, String topic) {
        return awaitReady(upstream, topic, 1);
    }

    /** As the other, with so many partitions at least. */
    Optional<TopicFacts> awaitReady(Upstream upstream, String topic, int partitions) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE) {
            switch (look(upstream, topic)) {
                case Look.Ready(TopicDescription ready)
                when ready.partitions().size() >= partitions -> {
                    return Optional.of(TopicFacts.of(ready));
                }
                case Look.Hidden _ -> {
                    return Optional.empty();
                }
                case Look.Ready _, Look.WithoutLeaders _, Look.Nothing _ -> LockSupport.parkNanos(STEP);
            }
        }
        return Optional.empty();
    }

    void awaitGone(Upstream upstream, String topic) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE) {
            switch (look(upstream, topic)) {
                case Look.Nothing _, Look.Hidden _ -> {
                    return;
                }
                case Look.Ready _, Look.WithoutLeaders _ -> LockSupport.parkNanos(STEP);
            }
        }
    }

    private static Look look(Upstream upstream, String topic) {
        try {
            TopicDescription description = upstream.describe(topic);
            boolean led = description.partitions().stream().allMatch(partition -> partition.leader() != null);
            return led ? new Look.Ready(description) : new Look.WithoutLeaders();
        } catch (ProblemException e) {
            return e.problem() instanceof Problem.UnknownTopic ? new Look.Nothing() : new Look.Hidden();
        }
    }
}
