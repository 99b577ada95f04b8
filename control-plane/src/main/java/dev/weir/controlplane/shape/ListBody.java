package dev.weir.controlplane.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The body of every answer with a list. */
public record ListBody<T>(String apiVersion, String kind, ListMetadata metadata, List<T> data) {
    public ListBody {
        data = List.copyOf(data);
    }

    /**
     * @param path of the list, with a slash in front
     * @param filters those of the query that the next page needs again
     */
    public static <T> ListBody<T> of(
            Links links, String apiVersion, String kind, String path, Map<String, String> filters, Page<T> page) {
        var query = new StringJoiner("&", path + "?", "");
        filters.forEach((name, value) -> query.add(name + "=" + URLEncoder.encode(value, UTF_8)));
        query.add("page_size=" + page.request().size());
        String first = links.to(query.toString());
        Position next = page.next();
        var request = page.request();
        String nextLink = next == null
                ? null
                : first + "&page_token=" + PageToken.encode(request.organization(), request.listing(), next);
        return new ListBody<>(apiVersion, kind, new ListMetadata(first, nextLink, page.total()), page.items());
    }
}
