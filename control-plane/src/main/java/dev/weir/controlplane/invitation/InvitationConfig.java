package dev.weir.controlplane.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of invitations. */
@ConfigMapping(prefix = "weir.invitations")
interface InvitationConfig {
    /** So long an invitation can be accepted. */
    @WithDefault("3D")
    Duration lifetime();

    /** So many of an organization may be open at once: each is a mail to a stranger. */
    @WithDefault("100")
    int mostOpen();
}
