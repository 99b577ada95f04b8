package dev.weir.gateway.http.consumers;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

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
}
