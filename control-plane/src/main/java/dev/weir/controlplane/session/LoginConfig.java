package dev.weir.controlplane.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long logins last. */
@ConfigMapping(prefix = "weir.login")
interface LoginConfig {
    /** A session ends so long after the login, whatever happens. */
    @WithDefault("7D")
    Duration sessionLifetime();

    /** A session ends when it wasn't used for so long. */
    @WithDefault("12H")
    Duration idleTimeout();
}
