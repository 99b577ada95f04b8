package dev.weir.gateway.accesslog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whose requests are logged. */
@ConfigMapping(prefix = "weir.gateway.access-log")
interface AccessLogConfig {
    /** Ids of the clusters whose requests are logged, or {@code *} for all; none without. */
    Optional<Set<String>> clusters();

    /**
     * A file with more of them, separated by commas, blanks or lines; what changes in it counts within seconds, and it needn't
     * be there.
     */
    Optional<Path> file();

    /** How often the file is looked at. */
    @WithDefault("2S")
    Duration reload();

    /** Lines that may wait to be written; those beyond are left out, and their number is logged. */
    @WithDefault("10000")
    int queue();
}
