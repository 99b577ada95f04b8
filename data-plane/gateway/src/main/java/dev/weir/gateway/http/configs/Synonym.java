package dev.weir.gateway.http.configs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Where a setting's value comes from, and what it would be otherwise. */
record Synonym(
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value,
        String source) {
    static List<Synonym> of(ConfigEntry entry) {
        return entry.synonyms().stream()
                .map(synonym -> new Synonym(synonym.name(), synonym.value(), apiName(synonym.source())))
                .toList();
    }

    static String apiName(ConfigSource source) {
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
