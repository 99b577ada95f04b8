package dev.weir.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.k8s.testenv.TestKubernetes;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says to specs, right ones and wrong ones. */
class TenantClusterIT {
    private static final Path CRDS = Path.of("..", "manifests", "base", "crds");
    private static final Path EXAMPLES = Path.of("..", "manifests", "examples");
    private static final String EXAMPLE = "8f0c6a52-4b1d-4d7e-9f0a-3c2b1a000009";
    private static final String NAMESPACE = "specs";
    private static final String ORGANIZATION = "8f0c6a52-4b1d-4d7e-9f0a-3c2b1a000001";

    private static KubernetesClient client;

    @BeforeAll
    static void installCrds() throws IOException {
        client = TestKubernetes.withoutPods().client();
        try (Stream<Path> files = Files.list(CRDS)) {
            for (Path file : files.toList()) {
                client.load(Files.newInputStream(file)).forceConflicts().serverSideApply();
            }
        }
        client.resources(CustomResourceDefinition.class)
                .withName("tenantclusters.weir.dev")
                .waitUntilCondition(TenantClusterIT::isEstablished, 20, TimeUnit.SECONDS);
        client.resources(CustomResourceDefinition.class)
                .withName("tenants.weir.dev")
                .waitUntilCondition(TenantClusterIT::isEstablished, 20, TimeUnit.SECONDS);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    private static boolean isEstablished(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    @AfterAll
    static void close() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void aRightSpecIsTakenAndComesBackTheSame() {
        TenantCluster made = client.resource(cluster("lkc-right", spec())).create();
        assertThat(made.getSpec()).isEqualTo(spec());
        client.resource(made).delete();
    }

    /** A change to a right spec, and what the answer must contain. */
    record Wrong(String says, Consumer<Map<String, Object>> change) {
        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Wrong> wrongOnes() {
        return Stream.of(
                new Wrong("spec.kind", spec -> spec.put("kind", "LARGE")),
                new Wrong("spec.availability", spec -> spec.put("availability", "HIGH")),
                new Wrong("spec.brokers", spec -> spec.put("brokers", 3)),
                new Wrong("spec.brokers", spec -> spec.put("brokers", 0)),
                new Wrong("spec.organization", spec -> spec.put("organization", "me")),
                new Wrong("spec.environment", spec -> spec.remove("environment")),
                new Wrong("spec.generation", spec -> spec.put("generation", 0)),
                new Wrong("spec.kafkaVersion", spec -> spec.put("kafkaVersion", "latest")),
                new Wrong("spec.state", spec -> spec.put("state", "DELETED")),
                new Wrong("spec.messageBytes", spec -> spec.put("messageBytes", 1)),
                new Wrong("spec.storage.size", spec -> spec.put("storage", Map.of("size", "-1Gi"))),
                new Wrong("spec.gateway.port", spec -> spec.put("gateway", Map.of("host", "g", "port", 70000))));
    }

    @ParameterizedTest
    @MethodSource("wrongOnes")
    void aWrongSpecIsRefusedByTheFieldsName(Wrong wrong) {
        assertThatThrownBy(() -> generic("lkc-wrong", wrong.change()).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(wrong.says());
    }

    @Test
    void aNameThatIsNoIdIsRefused() {
        assertThatThrownBy(() -> client.resource(cluster("my-cluster", spec())).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("metadata.name");
    }

    static Stream<Wrong> wrongChanges() {
        return Stream.of(
                new Wrong(
                        "spec.organization", spec -> spec.put("organization", "8f0c6a52-4b1d-4d7e-9f0a-3c2b1a000002")),
                new Wrong("spec.environment", spec -> spec.put("environment", "env-other")),
                new Wrong("spec.generation", spec -> spec.put("generation", 4)),
                new Wrong("spec.kafkaVersion", spec -> spec.put("kafkaVersion", "4.2.9")),
                new Wrong("spec.storage.size", spec -> spec.put("storage", Map.of("size", "1023Mi"))),
                new Wrong(
                        "spec.storage.className", spec -> spec.put("storage", Map.of("size", "1Gi", "className", "x"))),
                new Wrong("spec.brokers", spec -> {
                    spec.put("kind", "STANDARD");
                    spec.put("availability", "HIGH");
                    spec.put("brokers", 3);
                }),
                new Wrong("spec.kind", spec -> {
                    spec.put("kind", "DEDICATED");
                    spec.put("brokers", 3);
                }));
    }

    @ParameterizedTest
    @MethodSource("wrongChanges")
    void whatCannotChangeIsRefusedByTheFieldsName(Wrong wrong) {
        var resource = generic("lkc-changed", spec -> {});
        resource.serverSideApply();
        assertThatThrownBy(() -> generic("lkc-changed", wrong.change()).update())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(wrong.says());
    }

    @Test
    void whatMayChangeIsTaken() {
        generic("lkc-grown", spec -> {}).serverSideApply();
        var grown = generic("lkc-grown", spec -> {
                    spec.put("kind", "STANDARD");
                    spec.put("generation", 6);
                    spec.put("kafkaVersion", "4.10.0");
                    spec.put("storage", Map.of("size", "2Gi"));
                    spec.put("state", "SUSPENDED");
                })
                .update();
        assertThat(grown.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(client.resources(TenantCluster.class)
                        .inNamespace(NAMESPACE)
                        .withName("lkc-grown")
                        .get()
                        .getSpec()
                        .kind())
                .isEqualTo(ClusterKind.STANDARD);
    }

    @Test
    void aTenantNeedsLimitsAndAnIdForAName() {
        Tenant tenant = new Tenant();
        tenant.getMetadata().setName(ORGANIZATION);
        tenant.setSpec(new TenantSpec("Acme", null, new TenantLimits(10, "8", "16Gi", "100Gi")));
        assertThat(client.resource(tenant).create().getSpec().isSuspended()).isFalse();
        tenant.getMetadata().setName("acme");
        assertThatThrownBy(() -> client.resource(tenant).create()).hasMessageContaining("metadata.name");
        tenant.getMetadata().setName(ORGANIZATION.replace("1", "2"));
        tenant.setSpec(new TenantSpec("Acme", null, new TenantLimits(0, "8", "16Gi", "100Gi")));
        assertThatThrownBy(() -> client.resource(tenant).create()).hasMessageContaining("spec.limits.brokers");
    }

    @Test
    void theExamplesAreTaken() throws IOException {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Tenant.namespaceOf(EXAMPLE))
                        .endMetadata()
                        .build())
                .serverSideApply();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            var all = files.sorted().toList();
            assertThat(all).hasSize(3);
            for (Path file : all) {
                assertThat(client.load(Files.newInputStream(file)).serverSideApply())
                        .as(file.toString())
                        .hasSize(1);
            }
        }
    }

    @Test
    void peopleFindClustersByTheirShortName() {
        var names = client.resources(CustomResourceDefinition.class)
                .withName("tenantclusters.weir.dev")
                .get()
                .getStatus()
                .getAcceptedNames();
        assertThat(names.getShortNames()).containsExactly("tc");
        assertThat(names.getCategories()).containsExactly("weir");
    }

    private static TenantClusterSpec spec() {
        return new TenantClusterSpec(
                ORGANIZATION,
                "env-abc",
                5L,
                "first",
                ClusterKind.BASIC,
                Availability.LOW,
                1,
                "4.3.1",
                TenantClusterSpec.ClusterState.RUNNING,
                null,
                2097152,
                new StorageSpec("1Gi", null, false),
                new GatewaySpec("gateway.example", 9093, null, null),
                List.of());
    }

    private static TenantCluster cluster(String name, TenantClusterSpec spec) {
        TenantCluster cluster = new TenantCluster();
        cluster.getMetadata().setName(name);
        cluster.getMetadata().setNamespace(NAMESPACE);
        cluster.setSpec(spec);
        return cluster;
    }

    private static io.fabric8.kubernetes.client.dsl.NamespaceableResource<GenericKubernetesResource> generic(
            String name, Consumer<Map<String, Object>> change) {
        GenericKubernetesResource generic = client.getKubernetesSerialization()
                .unmarshal(
                        client.getKubernetesSerialization().asJson(cluster(name, spec())),
                        GenericKubernetesResource.class);
        @SuppressWarnings("unchecked")
        var spec = (Map<String, Object>) generic.getAdditionalProperties().get("spec");
        change.accept(spec);
        return client.resource(generic);
    }
}
