package dev.weir.broker.topic;

import static java.lang.Long.MAX_VALUE;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;

/**
 * The settings of topics that tenants may choose, and their ranges: about those of Confluent Cloud. Whatever else Kafka
 * knows could exhaust the broker's memory, files or disk.
 *
 * @param messageBytes the plan's largest record batch
 * @param nodes brokers of the cluster
 */
public record TopicSettings(int messageBytes, int nodes) {
    /** Settings of the broker from which the policies take the record's components. */
    public static final String MESSAGE_BYTES = "weir.topic.max.message.bytes";

    public static final String NODES = "weir.nodes";

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long MINUTE = 60_000;

    private static final Set<String> FREE = Set.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            TopicConfig.COMPRESSION_GZIP_LEVEL_CONFIG,
            TopicConfig.COMPRESSION_LZ4_LEVEL_CONFIG,
            TopicConfig.COMPRESSION_ZSTD_LEVEL_CONFIG,
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            TopicConfig.RETENTION_BYTES_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG);

    /** Kept as they are; tools that copy a topic's settings name them all the same. */
    private static final Map<String, String> FIXED = Map.of(
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false",
            TopicConfig.PREALLOCATE_CONFIG, "false");

    private static final Set<String> INTERNAL = Set.of(
            Topic.GROUP_METADATA_TOPIC_NAME, Topic.TRANSACTION_STATE_TOPIC_NAME, Topic.SHARE_GROUP_STATE_TOPIC_NAME);

    private record Range(long least, long most) {}

    static TopicSettings from(Map<String, ?> configs) {
        return new TopicSettings(number(configs, MESSAGE_BYTES), number(configs, NODES));
    }

    private static int number(Map<String, ?> configs, String key) {
        return Integer.parseInt(String.valueOf(configs.get(key)));
    }

    /** Kafka makes its own topics through the same policies. */
    static boolean isInternal(String topic) {
        return INTERNAL.contains(topic);
    }

    /** Why a topic can't have these settings; empty if it can. A value is null where a setting goes back to its default. */
    Optional<String> objection(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> setting.getValue() != null)
                .flatMap(setting -> objection(setting.getKey(), setting.getValue()).stream())
                .findFirst();
    }

    private Optional<String> objection(String name, String value) {
        if (FREE.contains(name)) {
            return Optional.empty();
        }
        String fixed = FIXED.get(name);
        if (fixed != null) {
            return fixed.equals(value) ? Optional.empty() : Optional.of(name + " can only be " + fixed);
        }
        Range range = ranges().get(name);
        if (range == null) {
            return Optional.of(name + " cannot be changed; what can: " + String.join(", ", allowed()));
        }
        return isWithin(range, value)
                ? Optional.empty()
                : Optional.of(name + " must be from " + range.least() + " to " + range.most() + ", not " + value);
    }

    private Map<String, Range> ranges() {
        return Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, new Range(1, messageBytes),
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, new Range(1, nodes),
                TopicConfig.SEGMENT_BYTES_CONFIG, new Range(50 * MEBIBYTE, 1024 * MEBIBYTE),
                TopicConfig.SEGMENT_MS_CONFIG, new Range(10 * MINUTE, MAX_VALUE));
    }

    private Set<String> allowed() {
        Set<String> names = new TreeSet<>(FREE);
        names.addAll(ranges().keySet());
        return names;
    }

    private static boolean isWithin(Range range, String value) {
        try {
            long number = Long.parseLong(value.strip());
            return number >= range.least() && number <= range.most();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
