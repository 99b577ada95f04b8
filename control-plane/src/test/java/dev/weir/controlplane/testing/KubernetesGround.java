package dev.weir.controlplane.testing;

import dev.weir.k8s.testenv.Script;
import dev.weir.k8s.testenv.TestKubernetes;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real Kubernetes that knows our kinds, as the ground of the region {@code local}. There is no operator. */
public final class KubernetesGround implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestKubernetes kubernetes = TestKubernetes.withoutPods();
        String crds = Script.projectRoot().resolve("k8s/manifests/base/crds").toString();
        kubernetes.kubectl("apply", "--server-side", "-f", crds).ok();
        kubernetes
                .kubectl("wait", "--for=condition=Established", "crd/tenants.weir.dev", "crd/tenantclusters.weir.dev")
                .ok();
        return Map.of(
                "weir.region.runtime",
                "kubernetes",
                "weir.kubernetes.regions.local.kubeconfig",
                kubernetes.kubeconfig().toString(),
                "weir.kubernetes.regions.local.gateway.host",
                "gateway.example",
                "weir.kubernetes.regions.local.gateway.port",
                "9093");
    }

    @Override
    public void stop() {
        // It ends with this JVM.
    }
}
