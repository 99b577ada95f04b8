package dev.weir.controlplane.http.description;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an operation is called, as its method and path tell: {@code GET /iam/v2/api-keys/{id}} is "Get an API key",
 * {@code POST /…/clusters/{id}/suspend} "Suspend a cluster".
 */
public record Wording(String method, List<String> segments) {
    private static final int VERSION = 2;
    private static final Map<String, String> WITH_ID =
            Map.of("GET", "Get", "PATCH", "Change", "PUT", "Set", "DELETE", "Delete", "POST", "Use");
    private static final Map<String, String> WITHOUT_ID =
            Map.of("GET", "List", "POST", "Create", "PUT", "Set", "PATCH", "Change", "DELETE", "Delete");

    public Wording {
        segments = List.copyOf(segments);
    }

    public static Wording of(String method, String path) {
        return new Wording(
                method,
                Arrays.stream(path.split("/", -1))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    public String summary() {
        if (hasId()) {
            return WITH_ID.get(method) + " " + one(noun());
        }
        if (isAct()) {
            return capital(words(segments.getLast())) + " " + one(noun());
        }
        String verb = WITHOUT_ID.get(method);
        return verb + " " + (method.equals("POST") ? one(noun()) : words(noun()));
    }

    /** The summary in one word; what is for the platform's administrator begins with that. */
    public String id() {
        String[] parts = summary().replaceAll(" an? ", " ").split(" ", -1);
        var id = new StringBuilder(isForAdmin() ? "admin" : "");
        for (String part : parts) {
            String lower = part.toLowerCase(Locale.ROOT);
            id.append(id.isEmpty() ? lower : capital(lower));
        }
        return id.toString();
    }

    public String tag() {
        return isForAdmin() ? "Administration of the platform" : capital(words(noun()));
    }

    private boolean isForAdmin() {
        return segments.contains("admin");
    }

    private boolean hasId() {
        return isParameter(segments.size() - 1);
    }

    /** Something is done with one of them: a word behind an id. */
    private boolean isAct() {
        return !method.equals("GET")
                && segments.size() > VERSION + 1
                && (isParameter(segments.size() - 2) || isActWithoutId());
    }

    /** A word behind the collection itself: what is meant stands in the body, such as a token. */
    private boolean isActWithoutId() {
        return method.equals("POST") && !isForAdmin() && segments.size() == VERSION + 2 && !hasId();
    }

    private boolean isParameter(int index) {
        return segments.get(index).startsWith("{");
    }

    private String noun() {
        return segments.get(segments.size() - (hasId() || isActWithoutId() ? 2 : isAct() ? 3 : 1));
    }

    private static String one(String plural) {
        String singular = plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
        String words = words(singular);
        return ("aeioAEIO".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }

    private static String words(String segment) {
        return segment.replace('-', ' ').replaceAll("\\bapi\\b", "API");
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
