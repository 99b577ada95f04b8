package dev.weir.controlplane.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.testing.KubernetesGround;
import dev.weir.controlplane.testing.Platform;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PlatformRecords;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec.ClusterState;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the control plane writes into a real Kubernetes, and what it hears from there. The test plays the operator. */
@NeedsKubernetes(pods = false)
@QuarkusTest
@Tag("own-jvm")
@QuarkusTestResource(value = Platform.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = KubernetesGround.class, restrictToAnnotatedClass = true)
class KubernetesRuntimeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SAMPLES = 7;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private PlatformKafka kafka;
    private PostgresServer postgres;

    @Inject
    SystemDatabase system;

    @Inject
    ClusterProvisioning provisioning;

    @Inject
    ClusterAccessAnnouncements announcements;

    @Inject
    PlatformJson json;

    private KubernetesClient client;
    private PlatformRecords statuses;
    private SampleTenant tenant;

    @BeforeEach
    void setUp() throws IOException {
        String kubeconfig =
                ConfigProvider.getConfig().getValue("weir.kubernetes.regions.local.kubeconfig", String.class);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(Path.of(kubeconfig))))
                .build();
        statuses = new PlatformRecords(kafka, PlatformTopic.CLUSTER_STATUS);
        tenant = postgres.inTransaction(SampleTenant::insert);
    }

    @AfterEach
    void tearDown() {
        client.close();
        statuses.close();
    }

    @Test
    void aClusterIsWrittenWithItsTenantAndItsKeys() {
        ClusterId cluster = newCluster();
        TenantCluster written = awaitWritten(cluster, 1);
        assertThat(written.getSpec().organization())
                .isEqualTo(tenant.organization().value());
        assertThat(written.getSpec().state()).isEqualTo(ClusterState.RUNNING);
        assertThat(written.getSpec().gateway().host()).isEqualTo("gateway.example");
        assertThat(written.getSpec().roles())
                .isNotEmpty()
                .allMatch(acl -> acl.principal().equals("Role:" + tenant.admin()));
        String keys = client.secrets()
                .inNamespace(namespace())
                .withName(cluster + "-keys")
                .get()
                .getData()
                .get("secret.json");
        ClusterSecret secret = json.read(new String(Base64.getDecoder().decode(keys), UTF_8), ClusterSecret.class);
        assertThat(secret.keys()).hasSize(1);
        assertThat(secret.internalPassword()).isNotEmpty();
    }

    @Test
    void whatTheOperatorSaysReachesPostgresAndThePlatformWithinASecond() {
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < SAMPLES; i++) {
            ClusterId cluster = newCluster();
            report(awaitWritten(cluster, 1), Phase.RUNNING);
            long reported = System.nanoTime();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
                assertThat(phase(cluster)).isEqualTo("PROVISIONED");
                assertThat(latest(cluster).phase()).isEqualTo(Phase.RUNNING);
            });
            nanos.add(System.nanoTime() - reported);
            assertThat(latest(cluster).nodes())
                    .singleElement()
                    .satisfies(node -> assertThat(node.host()).isEqualTo("b0.pods"));
        }
        nanos.sort(null);
        assertThat(Duration.ofNanos(nanos.get(SAMPLES / 2))).as("the median").isLessThan(AT_ONCE);
    }

    @Test
    void whoMayDoWhatStandsBesideTheClusterAndChangesWithIt() {
        ClusterId cluster = newCluster();
        awaitWritten(cluster, 1);
        ClusterAccess first = await().atMost(PATIENCE).until(() -> access(cluster), Objects::nonNull);
        assertThat(first.roles()).isNotEmpty().allMatch(acl -> acl.principal().equals("Role:" + tenant.admin()));
        postgres.inTransaction(connection -> {
            SampleTenant.update(
                    connection,
                    "delete from role_binding where organization_id = ?",
                    tenant.organization().value());
            return cluster;
        });
        system.inNewTransaction(connection -> {
            announcements.changed(cluster);
            return cluster;
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(access(cluster).generation()).isEqualTo(first.generation() + 1);
            assertThat(access(cluster).roles()).isEmpty();
        });
    }

    private ClusterAccess access(ClusterId cluster) {
        var map = client.configMaps()
                .inNamespace(namespace())
                .withName(cluster + "-access")
                .get();
        return map == null ? null : json.read(map.getData().get("access.json"), ClusterAccess.class);
    }

    @Test
    void aSuspendedClusterIsSuspendedThere() {
        ClusterId cluster = newCluster();
        report(awaitWritten(cluster, 1), Phase.RUNNING);
        change(cluster, DesiredState.SUSPENDED);
        assertThat(awaitWritten(cluster, 2).getSpec().state()).isEqualTo(ClusterState.SUSPENDED);
    }

    @Test
    void aDeletedClusterIsGoneThereAndHereAndTakesItsTenantAlong() {
        ClusterId cluster = newCluster();
        report(awaitWritten(cluster, 1), Phase.RUNNING);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(phase(cluster)).isEqualTo("PROVISIONED"));
        change(cluster, DesiredState.DELETED);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(find(cluster)).isNull();
            assertThat(latest(cluster).phase()).isEqualTo(Phase.DELETED);
            assertThat(latest(cluster).generation()).isEqualTo(2);
            assertThat(isForgotten(cluster)).isTrue();
            assertThat(client.resources(Tenant.class)
                            .withName(tenant.organization().value())
                            .get())
                    .isNull();
        });
    }

    @Test
    void whatSomebodyDeletedByHandIsWrittenAgain() {
        ClusterId cluster = newCluster();
        String first = awaitWritten(cluster, 1).getMetadata().getUid();
        String owner = owner();
        client.resource(find(cluster)).delete();
        await().atMost(PATIENCE).untilAsserted(() -> {
            makeNamespace();
            assertThat(find(cluster))
                    .isNotNull()
                    .satisfies(again -> assertThat(again.getMetadata().getUid()).isNotEqualTo(first));
        });
        assertThat(owner()).as("with the tenant, its volumes would be gone").isEqualTo(owner);
    }

    private String owner() {
        return client.resources(Tenant.class)
                .withName(tenant.organization().value())
                .get()
                .getMetadata()
                .getUid();
    }

    private ClusterId newCluster() {
        ClusterId cluster = request(postgres.inTransaction(tenant::insertCluster));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.resources(Tenant.class)
                                .withName(tenant.organization().value())
                                .get())
                        .isNotNull());
        makeNamespace();
        return cluster;
    }

    /** As the operator does, when it sees the tenant. */
    private void makeNamespace() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace())
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    private String namespace() {
        return Tenant.namespaceOf(tenant.organization().value());
    }

    private TenantCluster find(ClusterId cluster) {
        return client.resources(TenantCluster.class)
                .inNamespace(namespace())
                .withName(cluster.value())
                .get();
    }

    private TenantCluster awaitWritten(ClusterId cluster, long generation) {
        return await().atMost(PATIENCE)
                .until(
                        () -> find(cluster),
                        found -> found != null && found.getSpec().generation() == generation);
    }

    private void report(TenantCluster cluster, Phase phase) {
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

    private ClusterId request(ClusterId cluster) {
        return system.inNewTransaction(connection -> {
            provisioning.requested(cluster);
            return cluster;
        });
    }

    private void change(ClusterId cluster, DesiredState state) {
        request(postgres.inTransaction(connection -> {
            SampleTenant.desire(connection, cluster, state);
            return cluster;
        }));
    }

    private ClusterStatus latest(ClusterId cluster) {
        List<String> values = statuses.values(cluster.value());
        assertThat(values).isNotEmpty();
        return json.read(values.getLast(), ClusterStatus.class);
    }

    private String phase(ClusterId cluster) {
        return text(cluster, "phase");
    }

    private boolean isForgotten(ClusterId cluster) {
        return text(cluster, "deleted_at") != null;
    }

    private String text(ClusterId cluster, String column) {
        return postgres.inTransaction(connection -> {
            try (var select = connection.prepareStatement("select " + column + " from cluster where id = ?")) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    return row.getString(1);
                }
            }
        });
    }
}
