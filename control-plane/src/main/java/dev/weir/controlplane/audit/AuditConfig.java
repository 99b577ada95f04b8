package dev.weir.controlplane.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long audit events are kept, and how many refusals are written at most. */
@ConfigMapping(prefix = "weir.audit")
interface AuditConfig {
    /** Older events are removed; at least seven days. */
    @WithDefault("400d")
    Duration retention();

    /** Refusals alike within this time are one row: the first at once, the others as one with their number. */
    @WithDefault("1m")
    Duration window();

    /** Refusals that differ, within that time, over all organizations; what is beyond is only counted. */
    @WithDefault("300")
    int mostDifferent();
}
