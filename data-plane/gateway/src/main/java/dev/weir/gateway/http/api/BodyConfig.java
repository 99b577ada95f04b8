package dev.weir.gateway.http.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Bodies of requests. */
@ConfigMapping(prefix = "weir.gateway.http")
interface BodyConfig {
    /** Largest body of one request, over all records in it. The server's own limit must not be lower. */
    @WithDefault("16M")
    MemorySize maxBody();

    /** How much of the heap all bodies may take that are larger than 16 KiB; a sixth of it if nothing is said. */
    Optional<MemorySize> bodyMemory();
}
