package dev.weir.gateway.http.consumers;

import dev.weir.tenants.events.RestConsumerRecord;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a consumer reads. */
sealed interface Subscription {
    /** Nothing yet. */
    record Nothing() implements Subscription {}

    /** Topics, shared with its group. */
    record Topics(List<String> names) implements Subscription {
        public Topics {
            names = List.copyOf(names);
        }
    }

    /** All topics with such a name, shared with its group. */
    record Matching(Pattern pattern) implements Subscription {}

    /** Partitions that it was given by hand. */
    record Partitions(List<TopicPartition> assigned) implements Subscription {
        public Partitions {
            assigned = List.copyOf(assigned);
        }
    }

    /** As the platform topic has it. */
    static Subscription of(RestConsumerRecord record) {
        if (record.pattern() != null) {
            return new Matching(Pattern.compile(record.pattern()));
        }
        if (!record.topics().isEmpty()) {
            return new Topics(record.topics());
        }
        return record.partitions().isEmpty()
                ? new Nothing()
                : new Partitions(record.partitions().stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList());
    }

    /** Whether it is the group that gives it partitions. */
    default boolean isShared() {
        return switch (this) {
            case Topics _, Matching _ -> true;
            case Nothing _, Partitions _ -> false;
        };
    }

    default List<String> topics() {
        return this instanceof Topics(List<String> names) ? names : List.of();
    }

    default @Nullable String topicPattern() {
        return this instanceof Matching(Pattern pattern) ? pattern.pattern() : null;
    }

    default List<RestConsumerRecord.Partition> partitions() {
        return this instanceof Partitions(List<TopicPartition> assigned)
                ? assigned.stream()
                        .map(partition -> new RestConsumerRecord.Partition(partition.topic(), partition.partition()))
                        .toList()
                : List.of();
    }
}
