package dev.weir.controlplane.provisioning.rotation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the two secrets of a cluster stand side by side. */
@ConfigMapping(prefix = "weir.secret-rotation")
interface RotationConfig {
    /**
     * From the report that the new secret was written until gateways sign with it. Brokers must have read it by then: a
     * kubelet takes up to two minutes to bring a changed Secret into a pod.
     */
    @WithDefault("5m")
    Duration lead();

    /**
     * From then on until the old secret is dropped: longer than the life of gateways' tokens ({@code
     * weir.gateway.state.token-life}) and than clocks differ.
     */
    @WithDefault("17m")
    Duration overlap();

    /** Looked into this often even when nobody says that a step is due. */
    @WithDefault("30s")
    Duration tick();
}
