package dev.weir.gateway.http.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Gives every body that has none an example, made of its schema: fields of one name look alike everywhere. */
final class Examples {
    private static final String REF = "#/components/schemas/";
    private static final int DEEPEST = 6;
    private static final String CLUSTER = "lkc-abc123";
    private static final String URL = "https://weir.example.org/kafka/v3/clusters/" + CLUSTER;

    private static final Map<String, Object> TEXTS = Map.ofEntries(
            Map.entry("cluster_id", CLUSTER),
            Map.entry("topic_name", "news"),
            Map.entry("max_lag_topic_name", "news"),
            Map.entry("name", "retention.ms"),
            Map.entry("value", "86400000"),
            Map.entry("source", "DYNAMIC_TOPIC_CONFIG"),
            Map.entry("self", URL),
            Map.entry("related", URL),
            Map.entry("next", ""),
            Map.entry("resource_name", "crn:///kafka=" + CLUSTER),
            Map.entry("resource_type", "TOPIC"),
            Map.entry("pattern_type", "LITERAL"),
            Map.entry("principal", "User:sa-abc123"),
            Map.entry("host", "*"),
            Map.entry("operation", "READ"),
            Map.entry("permission", "ALLOW"),
            Map.entry("consumer_group_id", "readers"),
            Map.entry("share_group_id", "readers"),
            Map.entry("group_id", "readers"),
            Map.entry("state", "STABLE"),
            Map.entry("type", "CONSUMER"),
            Map.entry("config_type", "BROKER"),
            Map.entry("partition_assignor", "range"),
            Map.entry("timestamp", "2026-01-31T12:00:00Z"),
            Map.entry("format", "json"),
            Map.entry("auto.offset.reset", "earliest"),
            Map.entry("auto.commit.enable", "false"),
            Map.entry("fetch.min.bytes", "1"),
            Map.entry("consumer.request.timeout.ms", "1000"));

    private final Map<String, Schema> schemas;

    Examples(Components components) {
        this.schemas = components.getSchemas() == null ? Map.of() : components.getSchemas();
    }

    void addTo(Operation operation) {
        if (operation.getRequestBody() != null) {
            add(operation.getRequestBody().getContent(), operation);
        }
        for (APIResponse response : operation.getResponses().getAPIResponses().values()) {
            add(response.getContent(), null);
        }
    }

    private void add(@Nullable Content content, @Nullable Operation request) {
        if (content == null || content.getMediaTypes() == null) {
            return;
        }
        content.getMediaTypes().values().forEach(media -> {
            if (media.getSchema() != null && media.getExample() == null) {
                media.setExample(of("", media.getSchema(), request != null, 0));
            }
        });
    }

    private @Nullable Object of(String field, Schema schema, boolean request, int depth) {
        if (schema.getRef() != null) {
            Schema target = schemas.get(schema.getRef().substring(REF.length()));
            return target == null ? Map.of() : of(field, target, request, depth);
        }
        // Where anything may stand, a text may.
        SchemaType type = schema.getType() == null || schema.getType().isEmpty()
                ? schema.getProperties() == null ? SchemaType.STRING : SchemaType.OBJECT
                : schema.getType().getFirst();
        return switch (type) {
            case STRING ->
                schema.getEnumeration() == null || schema.getEnumeration().isEmpty()
                        ? request && field.equals("operation") && depth > 2
                                ? "SET"
                                : TEXTS.getOrDefault(field, "some " + field.replace('_', ' '))
                        : schema.getEnumeration().getFirst();
            case INTEGER, NUMBER -> 1;
            case BOOLEAN -> false;
            case ARRAY -> array(field, schema, request, depth);
            case OBJECT -> object(schema, request, depth);
            case NULL -> null;
        };
    }

    private List<Object> array(String field, Schema schema, boolean request, int depth) {
        Object item = schema.getItems() == null ? null : of(field, schema.getItems(), request, depth + 1);
        return item == null ? List.of() : List.of(item);
    }

    private Map<String, Object> object(Schema schema, boolean request, int depth) {
        var example = new LinkedHashMap<String, Object>();
        if (schema.getProperties() != null && depth < DEEPEST) {
            schema.getProperties().forEach((name, property) -> {
                Object value = of(name, property, request, depth + 1);
                if (value != null) {
                    example.put(name, value);
                }
            });
        }
        return example;
    }
}
