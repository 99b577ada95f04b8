package dev.weir.gateway.http.description;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an operation is called, as its method and path tell: {@code GET …/topics/{topic_name}/partitions} is "List
 * partitions of a topic".
 *
 * @param segments of the path, without the version
 */
record Wording(String method, List<String> segments) {
    private static final Map<String, String> OF_ONE =
            Map.of("GET", "Get", "PATCH", "Change", "PUT", "Set", "DELETE", "Delete", "POST", "Use");
    private static final Map<String, String> OF_ALL =
            Map.of("GET", "List", "POST", "Create", "PUT", "Set", "PATCH", "Change", "DELETE", "Delete");

    Wording {
        segments = List.copyOf(segments);
    }

    static Wording of(String method, String path) {
        return new Wording(
                method,
                Arrays.stream(path.split("/", -1))
                        .filter(part -> !part.isEmpty() && !part.equals("kafka") && !part.matches("v\\d"))
                        .toList());
    }

    String summary() {
        String last = segments.getLast();
        boolean one = isParameter(last);
        String verb = last.contains(":") ? "" : (one ? OF_ONE : OF_ALL).get(method) + " ";
        String noun = one ? singular(words(segments.get(segments.size() - 2))) : words(last.replace(':', ' '));
        return verb + (verb.isEmpty() ? capital(noun) : noun) + owner(one ? 2 : 1);
    }

    /** Of what it is a part, below the cluster. */
    private String owner(int behind) {
        List<String> before = segments.subList(0, segments.size() - behind);
        var owners = new StringBuilder();
        for (int at = before.size() - 1; at > 0; at--) {
            String noun = before.get(at - 1);
            if (before.get(at).equals("-")) {
                owners.append(" of all ").append(words(noun));
            } else if (isParameter(before.get(at)) && !noun.equals("clusters") && !isParameter(noun)) {
                owners.append(" of a ").append(singular(words(noun)));
            }
        }
        return owners.toString();
    }

    /** The summary in one word. */
    String id() {
        var id = new StringBuilder();
        for (String part : summary().replace(" of a ", " of ").split(" ", -1)) {
            id.append(id.isEmpty() ? part.toLowerCase(Locale.ROOT) : capital(part));
        }
        return id.toString();
    }

    String tag() {
        String topmost = segments.stream()
                .filter(part -> !isParameter(part) && !part.equals("clusters") && !part.equals("-"))
                .findFirst()
                .orElse("clusters");
        return capital(words(topmost.split(":", -1)[0]));
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static String words(String segment) {
        return segment.replace('-', ' ').replace('_', ' ');
    }

    private static String singular(String words) {
        if (words.endsWith("ies")) {
            return words.substring(0, words.length() - 3) + "y";
        }
        return words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
