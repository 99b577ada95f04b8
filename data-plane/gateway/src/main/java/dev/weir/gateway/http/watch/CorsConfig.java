package dev.weir.gateway.http.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Pages of other sites. */
@ConfigMapping(prefix = "weir.gateway.http.cors")
interface CorsConfig {
    /** For each cluster the origins whose pages may use it, such as {@code https://app.example.org}; none by default. */
    Map<String, Set<String>> clusters();

    /** How long a browser may remember what it was told. */
    @WithDefault("10M")
    Duration maxAge();
}
