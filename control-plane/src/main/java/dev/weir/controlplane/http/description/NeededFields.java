package dev.weir.controlplane.http.description;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.Components;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/** Marks as required what the records of bodies don't mark as {@code @Nullable}. */
public final class NeededFields {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName JSON_PROPERTY = DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

    /** Lists are one generic record, which each becomes a schema of its own. */
    private static final String LIST = "ListBody";

    private final Map<String, ClassInfo> records = new HashMap<>();

    public NeededFields(IndexView index) {
        List<ClassInfo> all =
                index.getKnownClasses().stream().filter(ClassInfo::isRecord).toList();
        all.stream().filter(type -> givenName(type).isEmpty()).forEach(type -> records.put(type.simpleName(), type));
        all.forEach(type -> givenName(type).ifPresent(name -> records.put(name, type)));
    }

    public void mark(Components components) {
        if (components.getSchemas() == null) {
            return;
        }
        components.getSchemas().forEach((name, schema) -> {
            ClassInfo type = records.get(name.startsWith(LIST) ? LIST : name);
            if (type == null || schema.getProperties() == null) {
                return;
            }
            List<String> needed = type.recordComponents().stream()
                    .filter(component -> !component.type().hasAnnotation(NULLABLE))
                    .map(NeededFields::jsonName)
                    .filter(schema.getProperties()::containsKey)
                    .toList();
            if (!needed.isEmpty()) {
                schema.setRequired(needed);
            }
        });
    }

    private static Optional<String> givenName(ClassInfo type) {
        var annotation = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = annotation == null ? null : annotation.value("name");
        return Optional.ofNullable(name).map(AnnotationValue::asString);
    }

    private static String jsonName(RecordComponentInfo component) {
        var field = Objects.requireNonNull(component.field());
        var annotation = field.annotation(JSON_PROPERTY);
        return annotation == null || annotation.value() == null
                ? CAPITAL.matcher(component.name()).replaceAll("_$1").toLowerCase(Locale.ROOT)
                : annotation.value().asString();
    }
}
