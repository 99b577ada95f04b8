package dev.weir.gateway.http.follow;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Streams of topics. */
@ConfigMapping(prefix = "weir.gateway.http.follow")
interface FollowConfig {
    /** Newest records of one partition that its streams share; whoever is further behind reads for itself. */
    @WithDefault("1M")
    MemorySize shared();

    /** How often it is asked whether followed topics are still there. */
    @WithDefault("10S")
    Duration topicCheck();
}
