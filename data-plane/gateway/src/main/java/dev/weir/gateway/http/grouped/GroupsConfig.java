package dev.weir.gateway.http.grouped;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Streams of groups. */
@ConfigMapping(prefix = "weir.gateway.http.follow")
interface GroupsConfig {
    /** Records of a group's stream that its client may leave unacknowledged; with so many, no more are sent. */
    @WithDefault("1000")
    int maxUnacknowledged();
}
