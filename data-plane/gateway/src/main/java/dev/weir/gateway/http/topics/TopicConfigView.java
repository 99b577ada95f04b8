package dev.weir.gateway.http.topics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.jspecify.annotations.Nullable;

/** One setting of a topic. Values that Kafka keeps to itself are left out: clients break on a null. */
@JsonNaming(SnakeCaseStrategy.class)
record TopicConfigView(
        String kind,
        Metadata metadata,
        String clusterId,
        String topicName,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value,
        boolean isDefault,
        boolean isReadOnly,
        boolean isSensitive,
        String source,
        List<Synonym> synonyms) {

    /** Where the value comes from, and what it would be otherwise. */
    record Synonym(
            String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String value,

            String source) {}

    static TopicConfigView of(String topic, ConfigEntry entry, Links links) {
        return new TopicConfigView(
                "KafkaTopicConfig",
                links.metadata(
                        "/topics/" + topic + "/configs/" + entry.name(), "/topic=" + topic + "/config=" + entry.name()),
                links.cluster().value(),
                topic,
                entry.name(),
                entry.value(),
                entry.isDefault(),
                entry.isReadOnly(),
                entry.isSensitive(),
                apiName(entry.source()),
                entry.synonyms().stream()
                        .map(synonym -> new Synonym(synonym.name(), synonym.value(), apiName(synonym.source())))
                        .toList());
    }

    private static String apiName(ConfigSource source) {
        return switch (source) {
            case DYNAMIC_TOPIC_CONFIG,
                    DYNAMIC_BROKER_LOGGER_CONFIG,
                    DYNAMIC_BROKER_CONFIG,
                    DYNAMIC_DEFAULT_BROKER_CONFIG,
                    STATIC_BROKER_CONFIG,
                    DEFAULT_CONFIG,
                    UNKNOWN -> source.name();
            case DYNAMIC_CLIENT_METRICS_CONFIG, DYNAMIC_GROUP_CONFIG -> ConfigSource.UNKNOWN.name();
        };
    }
}
