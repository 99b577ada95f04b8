package dev.weir.gateway.accesslog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Whose requests are logged. */
@ConfigMapping(prefix = "weir.gateway.access-log")
interface AccessLogConfig {
    /** Ids of the clusters whose requests are logged, or {@code *} for all; none without. */
    Optional<Set<String>> clusters();

    /** Lines that may wait to be written; those beyond are left out, and their number is logged. */
    @WithDefault("10000")
    int queue();
}
