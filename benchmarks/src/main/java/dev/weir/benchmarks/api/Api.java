package dev.weir.benchmarks.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.platform.ApiKey;
import dev.weir.benchmarks.platform.PublicApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The requests that are measured. */
final class Api {
    private static final int PAGE = 100;
    // So that neighbours in time aren't neighbours in Postgres.
    private static final int STRIDE = 7_919;

    private final URI server;
    private final Population population;
    private final AtomicInteger made = new AtomicInteger();

    Api(URI server, Population population) {
        this.server = server;
        this.population = population;
    }

    /** One cluster, each time another organization's. */
    byte[] get(int number) {
        int cluster = Population.LARGE + 1 + spread(number, population.clusters() - Population.LARGE);
        int organization = cluster % population.organizations() + 1;
        return request(
                organization,
                "GET /cmk/v2/clusters/" + Population.cluster(cluster) + "?environment="
                        + Population.environment(organization),
                "");
    }

    /** A page of a hundred of the large organization's clusters, one of {@link #pages}. */
    byte[] list(String page) {
        return request(1, "GET " + page, "");
    }

    /** The first, the middle and the last page, as links. */
    List<String> pages() {
        var http = new PublicApi();
        var pages = new ArrayList<String>();
        String next = "/cmk/v2/clusters?environment=" + Population.environment(1) + "&page_size=" + PAGE;
        while (next != null) {
            pages.add(next);
            String link = http.call("GET", server + next, key(1), null)
                    .ok("a page")
                    .at("/metadata/next")
                    .asText("");
            next = path(link);
        }
        return List.of(pages.getFirst(), pages.get(pages.size() / 2), pages.getLast());
    }

    /** The applied quotas of an organization. */
    byte[] quotas(int number) {
        return request(
                spread(number, population.organizations()) + 1,
                "GET /service-quota/v1/applied-quotas?scope=ORGANIZATION",
                "");
    }

    /** A Cloud key for the user, each time of another organization. */
    byte[] createKey() {
        int organization = spread(made.getAndIncrement(), population.organizations() - 1) + 2;
        return request(
                organization,
                "POST /iam/v2/api-keys",
                "{\"spec\":{\"display_name\":\"\",\"description\":\"\",\"owner\":{\"id\":\"%s\"}}}"
                        .formatted(Population.user(organization)));
    }

    private byte[] request(int organization, String line, String body) {
        ApiKey key = key(organization);
        String credentials = Base64.getEncoder().encodeToString((key.id() + ":" + key.secret()).getBytes(UTF_8));
        return (line + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Basic " + credentials
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(UTF_8);
    }

    private static int spread(int number, int count) {
        return (int) ((long) number * STRIDE % count);
    }

    private static ApiKey key(int organization) {
        return new ApiKey(Population.key(organization), Population.SECRET);
    }

    private static @Nullable String path(String link) {
        int host = link.indexOf("//");
        return link.isEmpty() ? null : link.substring(host < 0 ? 0 : link.indexOf('/', host + 2));
    }
}
