package dev.weir.gateway.http.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** All streams of events. */
@ConfigMapping(prefix = "weir.gateway.http.follow")
interface EventsConfig {
    /** How often a stream that has nothing to tell says that it is there. */
    @WithDefault("30S")
    Duration heartbeat();
}
