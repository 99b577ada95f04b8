package dev.weir.controlplane.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

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
        var metadata = new ListMetadata(
                first,
                link(first, page.request(), page.last()),
                link(first, page.request(), page.prev()),
                link(first, page.request(), page.next()),
                page.total());
        return new ListBody<>(apiVersion, kind, metadata, page.items());
    }

    private static @Nullable String link(String first, PageRequest request, @Nullable Position position) {
        if (position == null) {
            return null;
        }
        return position.equals(Position.START)
                ? first
                : first + "&page_token=" + PageToken.encode(request.organization(), request.listing(), position);
    }
}
