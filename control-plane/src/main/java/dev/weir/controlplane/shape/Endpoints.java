package dev.weir.controlplane.shape;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The addresses that clients are told. None ends in a slash. */
@ConfigMapping(prefix = "weir.endpoints")
public interface Endpoints {
    /** Bootstrap address of all clusters, {@code host:port}. */
    @WithDefault("127.0.0.1:9092")
    String kafka();

    /** Kafka REST of all clusters. */
    @WithDefault("http://127.0.0.1:8082")
    String http();

    /** This API. */
    @WithDefault("http://127.0.0.1:8080")
    String api();
}
