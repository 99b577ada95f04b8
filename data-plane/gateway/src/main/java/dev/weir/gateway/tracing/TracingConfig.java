package dev.weir.gateway.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where traces go. */
@ConfigMapping(prefix = "weir.gateway.traces")
interface TracingConfig {
    /** A collector that takes OTLP over HTTP, such as {@code http://127.0.0.1:4318/v1/traces}; without it nothing is traced. */
    Optional<URI> endpoint();

    /** Sent with each request to the collector, such as {@code authorization}. */
    Map<String, String> headers();

    /** Share of the connections that are traced, from 0 to 1. */
    @WithDefault("1")
    double share();

    /** How long traces are gathered before they are sent. */
    @WithDefault("1s")
    Duration delay();
}
