package dev.weir.it;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One operation of an API's description.
 *
 * @param statuses with which it says that it answers
 */
record ApiOperation(String method, String path, boolean hasBody, boolean hasPages, Set<String> statuses) {
    static final Path DESCRIPTION = Launcher.projectRoot().resolve("control-plane/openapi.yaml");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Those of the management API. */
    static List<ApiOperation> all() {
        return all(DESCRIPTION);
    }

    static List<ApiOperation> all(Path description) {
        return ReferenceDescriptions.read(description).get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(field -> METHODS.contains(field.getKey()))
                        .map(field -> new ApiOperation(
                                field.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                field.getValue().has("requestBody"),
                                StreamSupport.stream(
                                                field.getValue()
                                                        .path("parameters")
                                                        .spliterator(),
                                                false)
                                        .anyMatch(it -> it.path("name").asText().equals("page_token")),
                                field.getValue().path("responses").properties().stream()
                                        .map(response -> response.getKey())
                                        .collect(Collectors.toSet()))))
                .toList();
    }

    String pathOf(String id) {
        return path.replaceAll("\\{[^}]*}", id);
    }

    /** Whatever its ids are called, and matching what they are. */
    String pattern() {
        return method + " " + path.replaceAll("\\{[^}]*}", "[^/]+");
    }

    /** Which of several a request is for: where two paths fit, the one that says more. */
    static Optional<ApiOperation> of(List<ApiOperation> all, String method, String path) {
        return all.stream()
                .filter(operation -> (method + " " + path).matches(operation.pattern()))
                .min(Comparator.comparingInt(
                        operation -> operation.path.replaceAll("[^{]", "").length()));
    }

    boolean isForAdmin() {
        return path.contains("/admin/");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
