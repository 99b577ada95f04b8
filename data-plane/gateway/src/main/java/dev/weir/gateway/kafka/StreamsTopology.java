package dev.weir.gateway.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData.DescribedGroup;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Topology;

/**
 * What an application of Kafka Streams reads, and the topics that its brokers make for it.
 *
 * @param sources topics that it reads, its own among them
 * @param byPattern whether there are others that only a pattern tells
 * @param internal partitions of its own topics by name; 0 for as many as what they come from
 */
record StreamsTopology(Set<String> sources, boolean byPattern, Map<String, Integer> internal) {
    static final StreamsTopology NONE = new StreamsTopology(Set.of(), false, Map.of());

    StreamsTopology {
        sources = Set.copyOf(sources);
        internal = Map.copyOf(internal);
    }

    /** As a member tells it. */
    static StreamsTopology of(Topology told) {
        var parts = new Parts();
        for (var part : told.subtopologies()) {
            parts.read(part.sourceTopics(), part.sourceTopicRegex());
            part.repartitionSourceTopics().forEach(topic -> parts.repartition(topic.name(), topic.partitions()));
            part.stateChangelogTopics().forEach(topic -> parts.own(topic.name(), topic.partitions()));
        }
        return parts.topology();
    }

    /** As a broker knows it. */
    static StreamsTopology of(DescribedGroup group) {
        if (group.topology() == null) {
            return NONE;
        }
        var parts = new Parts();
        for (var part : group.topology().subtopologies()) {
            parts.read(part.sourceTopics(), List.of());
            part.repartitionSourceTopics().forEach(topic -> parts.repartition(topic.name(), topic.partitions()));
            part.stateChangelogTopics().forEach(topic -> parts.own(topic.name(), topic.partitions()));
        }
        return parts.topology();
    }

    private static final class Parts {
        private final Set<String> sources = new HashSet<>();
        private final Map<String, Integer> internal = new HashMap<>();
        private boolean byPattern;

        void read(List<String> topics, List<String> patterns) {
            sources.addAll(topics);
            byPattern |= !patterns.isEmpty();
        }

        void repartition(String topic, int partitions) {
            sources.add(topic);
            own(topic, partitions);
        }

        void own(String topic, int partitions) {
            internal.merge(topic, partitions, Math::max);
        }

        StreamsTopology topology() {
            return new StreamsTopology(sources, byPattern, internal);
        }
    }

    /**
     * How many partitions its own topics that aren't there would have. Kafka follows each back to its sources; here the
     * largest source of all stands for them, so it may be fewer. Patterns aren't evaluated: any topic may be meant.
     */
    long missing(Map<String, Integer> existing) {
        Stream<Integer> read = byPattern
                ? existing.values().stream()
                : sources.stream().map(source -> existing.getOrDefault(source, 1));
        int largest = Stream.concat(read, internal.values().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        return internal.entrySet().stream()
                .filter(topic -> !existing.containsKey(topic.getKey()))
                .mapToLong(topic -> topic.getValue() > 0 ? topic.getValue() : Math.max(1, largest))
                .sum();
    }
}
