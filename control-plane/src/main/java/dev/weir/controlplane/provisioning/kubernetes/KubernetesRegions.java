package dev.weir.controlplane.provisioning.kubernetes;

import dev.weir.controlplane.provisioning.kubernetes.KubernetesConfig.Ground;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way into each region's Kubernetes. */
@ApplicationScoped
class KubernetesRegions {
    private static final int CONNECT_MILLIS = 5_000;

    private final KubernetesConfig config;
    private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();
    private final Map<String, RegionGate> gates = new ConcurrentHashMap<>();

    KubernetesRegions(KubernetesConfig config) {
        this.config = config;
    }

    Set<String> all() {
        return config.regions().keySet();
    }

    Ground ground(String region) {
        Ground ground = config.regions().get(region);
        if (ground == null) {
            throw new IllegalStateException("weir.kubernetes.regions has no " + region);
        }
        return ground;
    }

    KubernetesClient client(String region) {
        Ground ground = ground(region);
        return clients.computeIfAbsent(
                region,
                _ -> new KubernetesClientBuilder()
                        .withConfig(impatient(ground.kubeconfig()
                                .map(KubernetesRegions::read)
                                .orElseGet(() -> Config.autoConfigure(null))))
                        .build());
    }

    RegionGate gate(String region) {
        return gates.computeIfAbsent(region, RegionGate::new);
    }

    /** Whoever calls tries again by itself, and has other regions to look after meanwhile. */
    private static Config impatient(Config config) {
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    private static Config read(java.nio.file.Path kubeconfig) {
        try {
            return Config.fromKubeconfig(Files.readString(kubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + kubeconfig, e);
        }
    }

    @PreDestroy
    void close() {
        clients.values().forEach(KubernetesClient::close);
    }
}
