package dev.weir.operator.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What this operator does for the platform itself. */
@ConfigMapping(prefix = "weir.operator.platform")
interface PlatformConfig {
    /** Whether it runs the platform's Kafka and makes the secrets of control plane, gateway and Postgres. */
    @WithDefault("false")
    boolean install();

    /** The size of the volume of the platform's Kafka. */
    @WithDefault("2Gi")
    String volume();

    /** Where the control plane's Postgres is: {@code host:port/database}. */
    @WithDefault("weir-postgres:5432/weir")
    String postgres();
}
