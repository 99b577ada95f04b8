package dev.weir.gateway.http.description;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/** Tells from the records which fields of bodies are always there, and which may be null. */
final class NeededFields {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName JSON_PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

    /** Lists are one generic record, which each becomes a schema of its own. */
    private static final String LIST = "Page";

    private final Map<String, ClassInfo> records = new HashMap<>();

    NeededFields(IndexView index) {
        index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .filter(type -> type.name().toString().startsWith("dev.weir.gateway.http."))
                // One of several states or outcomes is no body, and may be called as one is.
                .filter(type -> type.interfaceNames().isEmpty())
                .forEach(type -> records.put(type.simpleName(), type));
    }

    void mark(Components components) {
        if (components.getSchemas() == null) {
            return;
        }
        components.getSchemas().forEach((name, schema) -> {
            ClassInfo type = records.get(name.startsWith(LIST) && !name.endsWith("Metadata") ? LIST : name);
            if (type != null && schema.getProperties() != null) {
                mark(type, schema);
            }
        });
    }

    private static void mark(ClassInfo type, Schema schema) {
        List<String> needed = new ArrayList<>();
        for (RecordComponentInfo component : type.recordComponents()) {
            String name = jsonName(component);
            Schema property = schema.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (!component.type().hasAnnotation(NULLABLE)) {
                needed.add(name);
            } else if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
                property.addType(SchemaType.NULL);
            }
        }
        schema.setRequired(needed.isEmpty() ? null : needed);
    }

    private static String jsonName(RecordComponentInfo component) {
        var field = Objects.requireNonNull(component.field());
        var annotation = field.annotation(JSON_PROPERTY);
        return annotation == null || annotation.value() == null
                ? CAPITAL.matcher(component.name()).replaceAll("_$1").toLowerCase(Locale.ROOT)
                : annotation.value().asString();
    }
}
