package dev.weir.gateway.kafka;

import dev.weir.tenants.events.TopicListing.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Readable;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;

/** Asks one broker for all topics and what was set for each. */
final class TopicDetails {
    private static final short CONFIGS_VERSION = 4;
    /** A small broker builds its answer in memory, with some forty settings of each topic. */
    private static final int TOPICS_AT_ONCE = 50;

    private TopicDetails() {}

    static CompletableFuture<List<Topic>> of(PlatformConnection broker, MetadataResponseData metadata) {
        List<Topic> topics = new ArrayList<>();
        for (var topic : metadata.topics()) {
            if (!topic.isInternal()
                    && topic.name() != null
                    && !topic.partitions().isEmpty()) {
                topics.add(new Topic(
                        topic.name(),
                        topic.topicId().toString(),
                        topic.partitions().size(),
                        topic.partitions().getFirst().replicaNodes().size(),
                        Map.of()));
            }
        }
        topics.sort(Comparator.comparing(Topic::name));
        return withSettings(broker, topics, 0);
    }

    private static CompletableFuture<List<Topic>> withSettings(
            PlatformConnection broker, List<Topic> topics, int from) {
        if (from >= topics.size()) {
            return CompletableFuture.completedFuture(topics);
        }
        int to = Math.min(from + TOPICS_AT_ONCE, topics.size());
        List<Topic> part = topics.subList(from, to);
        var question = new DescribeConfigsRequestData()
                .setResources(part.stream()
                        .map(topic -> new DescribeConfigsResource()
                                .setResourceType(ConfigResource.Type.TOPIC.id())
                                .setResourceName(topic.name())
                                .setConfigurationKeys(null))
                        .toList());
        return broker.ask(ApiKeys.DESCRIBE_CONFIGS, CONFIGS_VERSION, question, TopicDetails::settings)
                .thenCompose(settings -> {
                    part.replaceAll(topic -> new Topic(
                            topic.name(),
                            topic.id(),
                            topic.partitions(),
                            topic.replicationFactor(),
                            settings.getOrDefault(topic.name(), Map.of())));
                    return withSettings(broker, topics, to);
                });
    }

    private static Map<String, Map<String, String>> settings(Readable body) {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (var topic : new DescribeConfigsResponseData(body, CONFIGS_VERSION).results()) {
            Map<String, String> own = new HashMap<>();
            for (var setting : topic.configs()) {
                if (setting.configSource() == ConfigSource.TOPIC_CONFIG.id() && setting.value() != null) {
                    own.put(setting.name(), setting.value());
                }
            }
            all.put(topic.resourceName(), own);
        }
        return all;
    }
}
