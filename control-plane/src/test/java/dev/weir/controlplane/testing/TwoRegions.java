package dev.weir.controlplane.testing;

import dev.weir.k8s.testenv.TestKubernetes;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A real Kubernetes as the ground of the regions {@code local} and {@code away}, each by a way of its own, which a test
 * gets by its field's name.
 */
public final class TwoRegions implements QuarkusTestResourceLifecycleManager {
    private final KubernetesGround ground = new KubernetesGround();
    private Relay toLocal;
    private Relay toAway;

    @Override
    public Map<String, String> start() {
        var config = new HashMap<>(ground.start());
        var kubernetes = TestKubernetes.withoutPods();
        URI server = URI.create(kubernetes.client().getConfiguration().getMasterUrl());
        var address = new InetSocketAddress(server.getHost(), server.getPort());
        toLocal = new Relay(address);
        toAway = new Relay(address);
        config.put("weir.kubernetes.regions.local.kubeconfig", kubeconfig(kubernetes, server, toLocal));
        config.put("weir.kubernetes.regions.away.kubeconfig", kubeconfig(kubernetes, server, toAway));
        config.put("weir.kubernetes.regions.away.gateway.host", "gateway.away.example");
        config.put("weir.kubernetes.regions.away.gateway.port", "9093");
        config.put("weir.region.others.away.display-name", "Another Kubernetes");
        return config;
    }

    private static String kubeconfig(TestKubernetes kubernetes, URI server, Relay relay) {
        try {
            String there = server.getHost() + ":" + server.getPort();
            String through = Files.readString(kubernetes.kubeconfig()).replace(there, "127.0.0.1:" + relay.port());
            Path file = Files.createTempFile("kubeconfig", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, through).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(toLocal, field -> field.getName().equals("toLocal"));
        injector.injectIntoFields(toAway, field -> field.getName().equals("toAway"));
    }

    @Override
    public void stop() {
        try {
            toLocal.close();
            toAway.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
