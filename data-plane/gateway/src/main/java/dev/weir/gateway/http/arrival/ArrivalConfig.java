package dev.weir.gateway.http.arrival;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Requests that begin. */
@ConfigMapping(prefix = "weir.gateway.http")
interface ArrivalConfig {
    /** How long the head of a request may take, and the first one from when the connection is made. */
    @WithDefault("30S")
    Duration headPatience();
}
