package dev.weir.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.context.Credential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The management API: organizations, environments, clusters, service accounts, API keys, role bindings. */
public final class Management {
    public static final String ENVIRONMENTS = "/org/v2/environments";
    public static final String CLUSTERS = "/cmk/v2/clusters";
    public static final String SERVICE_ACCOUNTS = "/iam/v2/service-accounts";
    public static final String API_KEYS = "/iam/v2/api-keys";
    public static final String IDENTITY_PROVIDERS = "/weir/v1/identity-providers";
    public static final String ROLE_BINDINGS = "/iam/v2/role-bindings";
    private static final int PAGE = 100;

    private final JsonHttp http;

    public Management(String server, @Nullable Credential key) {
        this.http = new JsonHttp(server, key);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A reference to something else, as in {@code "environment":{"id":"env-…"}}. */
    public static ObjectNode reference(String id) {
        return object().put("id", id);
    }

    /** One thing in a collection; clusters are asked for with {@code ?environment=} as well. */
    public static String one(String collection, String id) {
        return collection + "/" + JsonHttp.encode(id);
    }

    public static String cluster(String id, String environment) {
        return one(CLUSTERS, id) + "?environment=" + JsonHttp.encode(environment);
    }

    public JsonNode get(String path) {
        return http.get(path);
    }

    public JsonNode create(String collection, ObjectNode body) {
        return http.post(collection, body);
    }

    public JsonNode act(String path) {
        return http.post(path, object());
    }

    public void replace(String path, ObjectNode body) {
        http.put(path, body);
    }

    public JsonNode update(String path, ObjectNode body) {
        return http.patch(path, body);
    }

    public void delete(String path) {
        http.delete(path);
    }

    /** All pages of a list. */
    public List<JsonNode> list(String collection) {
        var all = new ArrayList<JsonNode>();
        String next = collection + (collection.contains("?") ? "&" : "?") + "page_size=" + PAGE;
        String first = next;
        while (!next.isEmpty()) {
            JsonNode page = http.get(next);
            page.path("data").forEach(all::add);
            String token = pageToken(page.path("metadata").path("next").asText(""));
            next = token.isEmpty() ? "" : first + "&page_token=" + token;
        }
        return all;
    }

    private static String pageToken(String link) {
        int at = link.indexOf("page_token=");
        if (at < 0) {
            return "";
        }
        String rest = link.substring(at + "page_token=".length());
        int end = rest.indexOf('&');
        return end < 0 ? rest : rest.substring(0, end);
    }
}
