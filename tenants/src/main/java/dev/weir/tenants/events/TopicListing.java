package dev.weir.tenants.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All topics of one cluster, internal ones left out, as its brokers told a gateway.
 *
 * @param schema version of this shape
 * @param cluster {@code lkc-…}
 * @param listedAt milliseconds since 1970; readers ignore older ones
 * @param principal who has changed something just before, when that was one alone; otherwise null
 * @param topics all there are
 */
public record TopicListing(
        int schema, String cluster, long listedAt, @Nullable String principal, List<Topic> topics) {
    public static final int SCHEMA = 1;

    public TopicListing {
        topics = List.copyOf(topics);
    }

    /**
     * One topic.
     *
     * @param name unique in its cluster at one time
     * @param id of Kafka's, which a topic that is made again under the same name doesn't share
     * @param partitions how many
     * @param replicationFactor replicas of its first partition
     * @param settings what was set for this topic
     */
    public record Topic(String name, String id, int partitions, int replicationFactor, Map<String, String> settings) {
        public Topic {
            settings = Map.copyOf(settings);
        }
    }
}
