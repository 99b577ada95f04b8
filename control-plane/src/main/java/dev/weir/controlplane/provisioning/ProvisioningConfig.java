package dev.weir.controlplane.provisioning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How clusters are made. */
@ConfigMapping(prefix = "weir.provisioning")
interface ProvisioningConfig {
    /** Clusters that one control plane works on at once, in each region. */
    @WithDefault("8")
    int workers();

    /** A claim that isn't finished by then may be taken by another control plane. */
    @WithDefault("30s")
    Duration lease();

    /** The queue is looked into this often even when no notification says that something is due. */
    @WithDefault("1s")
    Duration tick();

    /** A runtime that hasn't reported by then is told again; doubles each time. */
    @WithDefault("5s")
    Duration patience();

    /** The longest time between two tellings. */
    @WithDefault("1m")
    Duration longestPatience();

    /** The pause after a first failure; doubles each time. */
    @WithDefault("100ms")
    Duration retry();
}
