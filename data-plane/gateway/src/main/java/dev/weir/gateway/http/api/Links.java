package dev.weir.gateway.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.tenants.id.ClusterId;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;

/**
 * Addresses of resources, as absolute URLs under the form that the caller used, and as names.
 *
 * @param clusters URL of the list of clusters
 * @param cluster whose resources
 */
public record Links(String clusters, ClusterId cluster) {
    public static Links of(UriInfo request, ClusterId cluster) {
        String base = request.getBaseUri().toString();
        String api = request.getPathParameters().getFirst("api");
        return new Links((base.endsWith("/") ? base : base + "/") + api + "/clusters", cluster);
    }

    /** The URL of what lies at this path below the cluster; the path is empty or begins with a slash. */
    public String url(String path) {
        return clusters + "/" + cluster + path;
    }

    /** A name as a part of a path. */
    public static String segment(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    public Related related(String path) {
        return new Related(url(path));
    }

    /**
     * @param path as for {@link #url}
     * @param name the rest of the resource's name, such as {@code /topic=news}
     */
    public Metadata metadata(String path, String name) {
        return new Metadata(url(path), "crn:///kafka=" + cluster + name);
    }

    /** A link to something else. */
    public record Related(String related) {}
}
