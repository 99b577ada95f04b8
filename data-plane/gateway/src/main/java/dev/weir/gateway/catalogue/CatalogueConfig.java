package dev.weir.gateway.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When topics are listed. */
@ConfigMapping(prefix = "weir.gateway.catalogue")
interface CatalogueConfig {
    /** How long after a change the topics are listed, so that many changes need one listing only. */
    @WithDefault("100ms")
    Duration delay();

    /** How often the topics of a cluster are listed although nobody is known to have changed one. */
    @WithDefault("60s")
    Duration period();
}
