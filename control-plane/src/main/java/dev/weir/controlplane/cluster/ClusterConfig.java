package dev.weir.controlplane.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How clusters are made. */
@ConfigMapping(prefix = "weir.clusters")
interface ClusterConfig {
    /** The Kafka version of new clusters. */
    @WithDefault("4.3.1")
    String kafkaVersion();
}
