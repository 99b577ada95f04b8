package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;

/** Gives a topic more partitions, and answers when they can be written to. */
@ApplicationScoped
class AddPartitions {
    private final Visibility visibility;
    private final PartitionLimit limit;

    AddPartitions(Visibility visibility, PartitionLimit limit) {
        this.limit = limit;
        this.visibility = visibility;
    }

    /** A topic that has just so many stays as it is: whoever repeats a request isn't told that it failed. */
    TopicFacts upTo(Upstream upstream, String topic, int count) {
        InternalTopics.refuse(topic);
        TopicFacts present = TopicFacts.of(upstream.describe(topic));
        if (present.partitions() == count) {
            return present;
        }
        limit.within(
                upstream.cluster(),
                existing -> Math.max(0, count - existing.getOrDefault(topic, count)),
                () -> Upstream.await(upstream.admin()
                        .createPartitions(Map.of(topic, NewPartitions.increaseTo(count)))
                        .all()));
        upstream.forget(topic);
        return visibility
                .awaitReady(upstream, topic, count)
                .orElse(new TopicFacts(topic, false, count, present.replicationFactor()));
    }
}
