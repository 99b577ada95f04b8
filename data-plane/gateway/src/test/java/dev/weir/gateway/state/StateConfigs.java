package dev.weir.gateway.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings for tests: little patience with unknown keys, much at the start. */
record StateConfigs(Optional<Path> snapshots) implements StateConfig {
    @Override
    public Duration newKeyPatience() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration platformPatience() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration startPatience() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Duration tokenLife() {
        return Duration.ofMinutes(15);
    }
}
