package dev.weir.gateway.http.configs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import dev.weir.gateway.http.api.Metadata;
import java.util.List;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.jspecify.annotations.Nullable;

/** One setting of all brokers of a cluster. */
@JsonNaming(SnakeCaseStrategy.class)
record BrokerConfigView(
        String kind,
        Metadata metadata,
        String clusterId,
        String configType,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value,
        boolean isDefault,
        boolean isReadOnly,
        boolean isSensitive,
        String source,
        List<Synonym> synonyms) {
    static BrokerConfigView of(ConfigEntry entry, Links links) {
        return new BrokerConfigView(
                "KafkaClusterConfig",
                links.metadata("/broker-configs/" + entry.name(), "/broker-config=" + entry.name()),
                links.cluster().value(),
                "BROKER",
                entry.name(),
                entry.value(),
                entry.isDefault(),
                entry.isReadOnly(),
                entry.isSensitive(),
                Synonym.apiName(entry.source()),
                Synonym.of(entry));
    }
}
