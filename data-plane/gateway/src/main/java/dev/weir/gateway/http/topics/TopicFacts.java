package dev.weir.gateway.http.topics;

import org.apache.kafka.clients.admin.TopicDescription;

/** What there is to say of a topic. */
record TopicFacts(String name, boolean internal, int partitions, int replicationFactor) {
    static TopicFacts of(TopicDescription topic) {
        int replicas = topic.partitions().isEmpty()
                ? 0
                : topic.partitions().getFirst().replicas().size();
        return new TopicFacts(
                topic.name(), topic.isInternal(), topic.partitions().size(), replicas);
    }
}
