package dev.weir.gateway.http.consume;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Consuming over HTTP. */
@ConfigMapping(prefix = "weir.gateway.http.consume")
interface ConsumeConfig {
    /** Bytes of keys, values and headers in one answer when the caller doesn't say. */
    @WithDefault("1M")
    MemorySize defaultBytes();

    /** The most that a caller may ask for; a single larger record comes alone all the same. */
    @WithDefault("8M")
    MemorySize maxBytes();

    /** How long a request waits for records when the caller doesn't say. */
    @WithDefault("1S")
    Duration defaultTimeout();

    /** The longest that a caller may wait. */
    @WithDefault("30S")
    Duration maxTimeout();

    /** How long records that are there may take to come. */
    @WithDefault("15S")
    Duration fetchTimeout();
}
