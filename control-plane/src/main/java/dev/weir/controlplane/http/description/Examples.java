package dev.weir.controlplane.http.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Gives every body that has none an example, made of its schema: fields of one name look alike everywhere. */
public final class Examples {
    private static final String REF = "#/components/schemas/";
    private static final int DEEPEST = 8;

    /** Whose body it is. */
    private record Place(String path, boolean request) {}

    private final Map<String, Schema> schemas;

    public Examples(Components components) {
        this.schemas = components.getSchemas() == null ? Map.of() : components.getSchemas();
    }

    public void addTo(Operation operation, String path) {
        if (operation.getRequestBody() != null) {
            add(operation.getRequestBody().getContent(), new Place(path, true));
        }
        for (APIResponse response : operation.getResponses().getAPIResponses().values()) {
            add(response.getContent(), new Place(path, false));
        }
    }

    private void add(@Nullable Content content, Place place) {
        if (content == null || content.getMediaTypes() == null) {
            return;
        }
        content.getMediaTypes().values().forEach(media -> {
            if (media.getSchema() != null && media.getExample() == null) {
                media.setExample(of(place, "", "", media.getSchema(), 0));
            }
        });
    }

    /**
     * @param owner name of the schema that the value is a field of
     * @param field name of the field
     */
    private @Nullable Object of(Place place, String owner, String field, Schema schema, int depth) {
        if (schema.getRef() != null) {
            String name = schema.getRef().substring(REF.length());
            Schema target = schemas.get(name);
            return target == null ? Map.of() : of(place, name.equals("Reference") ? field : name, field, target, depth);
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return schema.getEnumeration().getFirst();
        }
        SchemaType type = schema.getType() == null || schema.getType().isEmpty()
                ? SchemaType.OBJECT
                : schema.getType().getFirst();
        return switch (type) {
            case STRING ->
                ExampleTexts.of(place.path(), owner, field, Objects.requireNonNullElse(schema.getFormat(), ""));
            case INTEGER, NUMBER -> schema.getMinimum() == null ? 1 : schema.getMinimum();
            case BOOLEAN -> false;
            case ARRAY -> array(place, owner, field, schema, depth);
            case OBJECT -> object(place, owner, field, schema, depth);
            case NULL -> null;
        };
    }

    private List<Object> array(Place place, String owner, String field, Schema schema, int depth) {
        Object item = schema.getItems() == null ? null : of(place, owner, field, schema.getItems(), depth + 1);
        return item == null ? List.of() : List.of(item);
    }

    private Map<String, Object> object(Place place, String owner, String field, Schema schema, int depth) {
        var example = new LinkedHashMap<String, Object>();
        if (schema.getProperties() != null && depth < DEEPEST) {
            schema.getProperties().forEach((name, property) -> {
                boolean isLeftOut =
                        ExampleTexts.isUsuallyAbsent(name) || (place.request() && ExampleTexts.isReadOnly(owner, name));
                Object value = isLeftOut ? null : of(place, owner.isEmpty() ? field : owner, name, property, depth + 1);
                if (value != null) {
                    example.put(name, value);
                }
            });
        }
        return example;
    }
}
