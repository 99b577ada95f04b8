package dev.weir.gateway.http.consumers;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Consumers over HTTP. */
@ConfigMapping(prefix = "weir.gateway.http.consumers")
interface ConsumersConfig {
    /** After which a consumer that nobody uses is deleted. */
    @WithDefault("5M")
    Duration idle();

    /** For how long its group waits for a consumer whose gateway is gone. */
    @WithDefault("45S")
    Duration session();

    /** How long a poll waits for records when the caller doesn't say. */
    @WithDefault("1S")
    Duration defaultTimeout();

    /** The longest that a caller may wait. */
    @WithDefault("30S")
    Duration maxTimeout();

    /** Bytes of keys and values in one answer when the caller doesn't say, and at most. */
    @WithDefault("8M")
    MemorySize maxBytes();

    /** How long a request waits for what other gateways have told of its consumer, before it goes on with what is known. */
    @WithDefault("2S")
    Duration newsPatience();

    /** How often consumers that nobody polls take part in their group's changes. */
    @WithDefault("2S")
    Duration keepEvery();
}
