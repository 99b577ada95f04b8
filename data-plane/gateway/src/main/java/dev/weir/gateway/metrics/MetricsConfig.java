package dev.weir.gateway.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What is told to Prometheus, and to whom. */
@ConfigMapping(prefix = "weir.gateway.metrics")
interface MetricsConfig {
    /** How many clusters have series of their own; the others share those of {@code other}. */
    @WithDefault("500")
    int clusters();

    /** What {@code Authorization: Bearer} must carry to read metrics; without it they are told to this machine only. */
    Optional<String> token();
}
