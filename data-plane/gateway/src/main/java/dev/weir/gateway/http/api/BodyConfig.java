package dev.weir.gateway.http.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Bodies of requests. */
@ConfigMapping(prefix = "weir.gateway.http")
public interface BodyConfig {
    /** Largest body of one request, over all records in it. The server's own limit must not be lower. */
    @WithDefault("16M")
    MemorySize maxBody();

    /** How long a body may take; a second more for each 4 KiB of it. Streams of records aren't meant. */
    @WithDefault("30S")
    Duration bodyPatience();

    /** How much of the heap all bodies may take that are larger than 16 KiB; a sixth of it if nothing is said. */
    Optional<MemorySize> bodyMemory();
}
