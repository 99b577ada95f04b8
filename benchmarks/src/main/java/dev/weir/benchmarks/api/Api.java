package dev.weir.benchmarks.api;

import dev.weir.benchmarks.platform.ApiKey;
import dev.weir.benchmarks.platform.PublicApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The requests that are measured. */
final class Api {
    private static final int PAGE = 100;
    // So that neighbours in time aren't neighbours in Postgres.
    private static final int STRIDE = 7_919;

    private final PublicApi http = new PublicApi();
    private final String url;
    private final Population population;
    private final AtomicInteger made = new AtomicInteger();

    Api(String url, Population population) {
        this.url = url;
        this.population = population;
    }

    /** One cluster, each time another organization's. */
    void get(int number) {
        int cluster = Population.LARGE + 1 + spread(number, population.clusters() - Population.LARGE);
        int organization = cluster % population.organizations() + 1;
        read(
                organization,
                "/cmk/v2/clusters/" + Population.cluster(cluster) + "?environment="
                        + Population.environment(organization));
    }

    /** A page of a hundred of the large organization's clusters: {@code place} is one of {@link #pages}. */
    void list(String place) {
        read(1, place);
    }

    /** The first, the middle and the last page, as links. */
    List<String> pages() {
        var pages = new ArrayList<String>();
        String next = "/cmk/v2/clusters?environment=" + Population.environment(1) + "&page_size=" + PAGE;
        while (next != null) {
            pages.add(next);
            String link = http.call("GET", url + next, key(1), null)
                    .ok("a page")
                    .at("/metadata/next")
                    .asText("");
            next = link.isEmpty() ? null : path(link);
        }
        return List.of(pages.getFirst(), pages.get(pages.size() / 2), pages.getLast());
    }

    /** All applied quotas of an organization. */
    void quotas(int number) {
        read(spread(number, population.organizations()) + 1, "/service-quota/v1/applied-quotas?scope=ORGANIZATION");
    }

    /** A Cloud key for the user, each time of another organization. */
    void createKey() {
        int organization = spread(made.getAndIncrement(), population.organizations() - 1) + 2;
        http.call("POST", url + "/iam/v2/api-keys", key(organization), """
                        {"spec":{"display_name":"","description":"","owner":{"id":"u-b%07d"}}}""".formatted(organization))
                .ok("an API key");
    }

    private void read(int organization, String path) {
        http.call("GET", url + path, key(organization), null).ok("GET " + path);
    }

    private static int spread(int number, int count) {
        return (int) ((long) number * STRIDE % count);
    }

    private static ApiKey key(int organization) {
        return new ApiKey(Population.key(organization), Population.SECRET);
    }

    private static @Nullable String path(String link) {
        int host = link.indexOf("//");
        return host < 0 ? link : link.substring(link.indexOf('/', host + 2));
    }
}
