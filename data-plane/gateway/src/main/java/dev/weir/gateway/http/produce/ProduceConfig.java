package dev.weir.gateway.http.produce;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Producing over HTTP. */
@ConfigMapping(prefix = "weir.gateway.http.produce")
interface ProduceConfig {
    /** Entries in one request to {@code records:batch}, and records in one of the older API. */
    @WithDefault("1000")
    int maxEntries();

    /** Records of one stream that may wait for the broker; with more, the stream isn't read. */
    @WithDefault("2000")
    int maxPending();

    /** Their bytes. */
    @WithDefault("4M")
    MemorySize maxPendingBytes();

    /** How long the rest of a record that has begun may keep everybody waiting; a second more for each 4 KiB of it. */
    @WithDefault("30S")
    Duration patience();
}
