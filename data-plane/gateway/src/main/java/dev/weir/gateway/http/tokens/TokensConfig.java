package dev.weir.gateway.http.tokens;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Short-lived tokens. */
@ConfigMapping(prefix = "weir.gateway.http.tokens")
interface TokensConfig {
    /** For how long one is good when nobody says. */
    @WithDefault("15")
    int defaultMinutes();

    /** The longest. */
    @WithDefault("720")
    int maxMinutes();
}
