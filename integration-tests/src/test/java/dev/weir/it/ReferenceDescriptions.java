package dev.weir.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Confluent's descriptions of its APIs, in a folder that {@code WEIR_REFERENCE_OPENAPI} names. */
record ReferenceDescriptions(Path folder) {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Set<String> SAY_NOTHING_NEW = Set.of("example", "required", "description", "nullable");

    /** The folder, or a skipped test. */
    static ReferenceDescriptions need() {
        String named = System.getenv().getOrDefault("WEIR_REFERENCE_OPENAPI", "");
        Path folder = Launcher.projectRoot().resolve(named);
        Required.need(
                "openapi",
                !named.isBlank() && Files.isDirectory(folder),
                "WEIR_REFERENCE_OPENAPI names the folder with the reference descriptions"
                        + (named.isBlank() ? ", but isn't set" : ", but there is no folder " + folder));
        return new ReferenceDescriptions(folder);
    }

    List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One description, in which "a cluster whose spec is required" is a plain cluster: openapi-generator would make a
     * class of its own for each such phrase, which no two operations share.
     */
    Path simplified(String name, Path into) {
        try {
            JsonNode description = read(folder.resolve(name + ".yaml"));
            simplify(description);
            Path file = into.resolve(name + ".yaml");
            YAML.writeValue(file.toFile(), description);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void simplify(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("allOf").isArray()) {
            List<JsonNode> parts = StreamSupport.stream(object.get("allOf").spliterator(), false)
                    .toList();
            List<JsonNode> named =
                    parts.stream().filter(part -> part.has("$ref")).toList();
            if (named.size() == 1 && parts.stream().allMatch(part -> part.has("$ref") || saysNothingNew(part))) {
                object.removeAll();
                object.set("$ref", named.getFirst().get("$ref"));
            }
        }
        node.forEach(ReferenceDescriptions::simplify);
    }

    private static boolean saysNothingNew(JsonNode schema) {
        return schema.properties().stream().allMatch(field -> switch (field.getKey()) {
            case "type" ->
                field.getValue().asText().equals("object")
                        || field.getValue().asText().equals("array");
            case "properties" ->
                StreamSupport.stream(field.getValue().spliterator(), false)
                        .allMatch(ReferenceDescriptions::saysNothingNew);
            case "items" -> saysNothingNew(field.getValue());
            case String other -> SAY_NOTHING_NEW.contains(other);
        });
    }
}
