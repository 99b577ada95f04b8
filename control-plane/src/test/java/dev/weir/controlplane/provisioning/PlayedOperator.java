package dev.weir.controlplane.provisioning;

import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.k8s.testenv.TestKubernetes;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.id.ClusterId;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Does for one organization what an operator does, by a way of its own into the tests' Kubernetes. */
final class PlayedOperator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final KubernetesClient client = TestKubernetes.withoutPods().client();
    private final String organization;

    PlayedOperator(SampleTenant tenant) {
        this.organization = tenant.organization().value();
    }

    String namespace() {
        return Tenant.namespaceOf(organization);
    }

    Tenant tenant() {
        return client.resources(Tenant.class).withName(organization).get();
    }

    /** Once there is the tenant. */
    void awaitTenantAndMakeItsNamespace() {
        await().atMost(PATIENCE).until(this::tenant, Objects::nonNull);
        makeNamespace();
    }

    void makeNamespace() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace())
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    TenantCluster find(ClusterId cluster) {
        return client.resources(TenantCluster.class)
                .inNamespace(namespace())
                .withName(cluster.value())
                .get();
    }

    TenantCluster awaitWritten(ClusterId cluster, long generation) {
        return await().atMost(PATIENCE)
                .until(
                        () -> find(cluster),
                        found -> found != null && found.getSpec().generation() == generation);
    }

    void report(TenantCluster cluster, Phase phase) {
        cluster.setStatus(new TenantClusterStatus(
                cluster.getMetadata().getGeneration(),
                cluster.getSpec().generation(),
                phase,
                "",
                "",
                List.of(new NodeAddress(0, "b0.pods", 9092, 9094)),
                null,
                "4.3.1",
                "image",
                null,
                null,
                List.of()));
        client.resource(cluster).updateStatus();
    }

    @Override
    public void close() {
        client.close();
    }
}
