package dev.weir.gateway.state;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the gateway keeps what it knows of tenants. */
@ConfigMapping(prefix = "weir.gateway")
interface StateConfig {
    /** Folder of the snapshot from which a gateway starts while the platform's Kafka is away; none is kept without. */
    Optional<Path> snapshots();

    /** How long somebody with an unknown key is kept waiting, in case the key was made just now. */
    @WithName("state.new-key-patience")
    @WithDefault("1s")
    Duration newKeyPatience();

    /** How long the platform's Kafka may take to answer at start before the snapshot has to do. */
    @WithName("state.platform-patience")
    @WithDefault("3s")
    Duration platformPatience();

    /** How long somebody with an unknown key is kept waiting while the gateway itself knows nothing yet. */
    @WithName("state.start-patience")
    @WithDefault("8s")
    Duration startPatience();

    /** How long a token lives with which the gateway speaks to brokers; it is renewed at half of that. */
    @WithName("state.token-life")
    @WithDefault("15m")
    Duration tokenLife();
}
