package dev.weir.controlplane.signup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who may sign up. */
@ConfigMapping(prefix = "weir.signup")
interface SignupConfig {
    /** OPEN for everybody, INVITATION for who has a code of the platform's administrator, CLOSED for nobody. */
    @WithDefault("OPEN")
    Mode mode();

    /** The plan of new organizations. */
    @WithDefault("free")
    String plan();

    /** So long a code of the platform's administrator is good. */
    @WithDefault("7D")
    Duration invitationLifetime();

    /** Who may sign up. */
    enum Mode {
        OPEN,
        INVITATION,
        CLOSED
    }
}
