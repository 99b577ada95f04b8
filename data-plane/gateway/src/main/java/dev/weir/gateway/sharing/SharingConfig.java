package dev.weir.gateway.sharing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How gateways keep limits together. */
@ConfigMapping(prefix = "weir.gateway.sharing")
interface SharingConfig {
    /** How often a gateway tells the others what its clients use. */
    @WithDefault("500ms")
    Duration period();

    /** After which silence another gateway counts as gone. */
    @WithDefault("3s")
    Duration patience();
}
