package dev.weir.controlplane.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a path knows. That is read from the API's own description, once somebody asks, since RESTEasy leaves it
 * out of its refusals and answers OPTIONS with what any path of the same class knows.
 */
@ApplicationScoped
class AllowedMethods {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final OpenApiDocumentService description;
    private final ObjectMapper json;
    private volatile @Nullable List<KnownPath> known;

    AllowedMethods(OpenApiDocumentService description, ObjectMapper json) {
        this.description = description;
        this.json = json;
    }

    @ServerRequestFilter(preMatching = true)
    public @Nullable Response options(RoutingContext context) {
        if (!context.request().method().name().equals("OPTIONS")) {
            return null;
        }
        return of(context.normalizedPath())
                .map(methods -> Response.ok().header(HttpHeaders.ALLOW, methods).build())
                .orElse(null);
    }

    /** With commas, as the header {@code Allow} has them; empty when there is no such path. */
    Optional<String> of(String path) {
        List<KnownPath> paths = known;
        if (paths == null) {
            paths = read();
            known = paths;
        }
        return paths.stream()
                .filter(it -> it.pattern().matcher(path).matches())
                .map(KnownPath::methods)
                .findFirst();
    }

    private List<KnownPath> read() {
        try {
            JsonNode paths = json.readTree(description.getDocument(Format.JSON)).path("paths");
            // Words before parameters, as everywhere: /complete is no id.
            return paths.properties().stream()
                    .sorted((one, other) -> one.getKey()
                            .replace('{', '~')
                            .compareTo(other.getKey().replace('{', '~')))
                    .map(path -> new KnownPath(pattern(path.getKey()), methods(path.getValue())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]*}", "[^/]+"));
    }

    private static String methods(JsonNode item) {
        var methods = new TreeSet<>(List.of("OPTIONS"));
        METHODS.stream().filter(item::has).forEach(method -> methods.add(method.toUpperCase(Locale.ROOT)));
        if (item.has("get")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private record KnownPath(Pattern pattern, String methods) {}
}
