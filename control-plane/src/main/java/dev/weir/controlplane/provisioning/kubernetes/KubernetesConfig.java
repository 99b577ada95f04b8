package dev.weir.controlplane.provisioning.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The Kubernetes of each region whose runtime is {@code kubernetes}. */
@ConfigMapping(prefix = "weir.kubernetes")
public interface KubernetesConfig {
    /** By the region's id. */
    Map<String, Ground> regions();

    /** One region's Kubernetes. */
    interface Ground {
        /** How to come there; without it the control plane is within. */
        Optional<Path> kubeconfig();

        /** What brokers tell clients to connect to. */
        Gateway gateway();

        /** The storage class of brokers' volumes; without it the default one. */
        Optional<String> storageClass();

        /** The size of each broker's volume. */
        @WithDefault("10Gi")
        String volume();

        /** Whether volumes stay when their cluster is deleted. */
        @WithDefault("false")
        boolean keepVolumes();

        /** What one organization may use there. */
        Quota quota();
    }

    /** The gateway, as clients see it. */
    interface Gateway {
        /** Its host. */
        String host();

        /** Its port for node 0; node k has port + k. */
        int port();

        /** Under which clusters have names. */
        Optional<String> domain();

        /** Its port for names. */
        OptionalInt namedPort();
    }

    /** One organization's share. */
    interface Quota {
        /** Brokers at one time. */
        @WithDefault("100")
        int brokers();

        /** Processor time over all brokers. */
        @WithDefault("16")
        String cpu();

        /** Memory over all brokers. */
        @WithDefault("64Gi")
        String memory();

        /** Storage over all volumes. */
        @WithDefault("1Ti")
        String storage();
    }
}
