package dev.weir.gateway.http.configs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.clients.admin.ConfigEntry;
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
                Synonym.apiName(entry.source()),
                Synonym.of(entry));
    }
}
