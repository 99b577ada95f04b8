package dev.weir.controlplane.signup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may sign up. */
@ConfigMapping(prefix = "weir.signup")
interface SignupConfig {
    /** OPEN for everybody, CLOSED for nobody. */
    @WithDefault("OPEN")
    Mode mode();

    /** The plan of new organizations. */
    @WithDefault("free")
    String plan();

    /** Who may sign up. */
    enum Mode {
        OPEN,
        CLOSED
    }
}
