package dev.weir.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this operator makes clusters. */
@ConfigMapping(prefix = "weir.operator")
public interface OperatorConfig {
    /** The brokers' image, where a cluster names none of its own. */
    @WithDefault("weir/broker:latest")
    String brokerImage();

    /** Strimzi's Kafka image with the platform's classes in it, for Dedicated clusters. */
    Optional<String> strimziImage();

    /** {@code Never}, {@code IfNotPresent} or {@code Always}. */
    @WithDefault("IfNotPresent")
    String imagePullPolicy();

    /** The namespace in which gateways, control planes and this operator run: tenants' brokers let nobody else in. */
    @WithDefault("weir-system")
    String namespace();

    /** What pods' names end with. */
    @WithDefault("cluster.local")
    String clusterDomain();

    /** How long a broker with another image may take until the image before it is put back. */
    @WithDefault("2m")
    Duration rollPatience();

    /** How long a broker's certificate is good; it is replaced when a third of that is left. */
    @WithDefault("90d")
    Duration certificateLife();

    /** How often a cluster that is being changed is looked at. */
    @WithDefault("1s")
    Duration rollPause();
}
