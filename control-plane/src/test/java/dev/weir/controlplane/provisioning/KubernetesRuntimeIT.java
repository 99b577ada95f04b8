package dev.weir.controlplane.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.rotation.Rotation;
import dev.weir.controlplane.provisioning.rotation.SecretRotation;
import dev.weir.controlplane.testing.KubernetesGround;
import dev.weir.controlplane.testing.Platform;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PlatformRecords;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.controlplane.testing.WantedClusters;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec.ClusterState;
import dev.weir.k8s.testenv.NeedsKubernetes;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
    ObservedClusters observed;

    @Inject
    SecretRotation rotation;

    @Inject
    PlatformJson json;

    private WantedClusters wanted;
    private PlayedOperator operator;
    private KubernetesClient client;
    private PlatformRecords statuses;
    private SampleTenant tenant;

    @BeforeEach
    void setUp() {
        statuses = new PlatformRecords(kafka, PlatformTopic.CLUSTER_STATUS);
        tenant = postgres.inTransaction(SampleTenant::insert);
        wanted = new WantedClusters(postgres, system, provisioning);
        operator = new PlayedOperator(tenant);
        client = operator.client;
    }

    @AfterEach
    void tearDown() {
        operator.close();
        statuses.close();
    }

    @Test
    void aClusterIsWrittenWithItsTenantAndItsKeys() {
        ClusterId cluster = newCluster();
        TenantCluster written = operator.awaitWritten(cluster, 1);
        assertThat(written.getSpec().organization())
                .isEqualTo(tenant.organization().value());
        assertThat(written.getSpec().state()).isEqualTo(ClusterState.RUNNING);
        assertThat(written.getSpec().gateway().host()).isEqualTo("gateway.example");
        assertThat(written.getSpec().roles())
                .isNotEmpty()
                .allMatch(acl -> acl.principal().equals("Role:" + tenant.admin()));
        ClusterSecret secret = secret(cluster);
        assertThat(secret.keys()).hasSize(1);
        assertThat(secret.internalPassword()).isNotEmpty();
    }

    @Test
    void aNewSecretIsThereBeforeTheGenerationThatAsksForIt() {
        ClusterId cluster = newCluster();
        operator.report(operator.awaitWritten(cluster, 1), Phase.RUNNING);
        wanted.awaitPhase(cluster, "PROVISIONED");
        SigningKey old = secret(cluster).keys().getFirst();
        var begun = rotation.begin(cluster);
        assertThat(begun).isEqualTo(new Rotation.Spreading(2));
        TenantCluster asked = operator.awaitWritten(cluster, 2);
        List<SigningKey> both = secret(cluster).keys();
        assertThat(both).hasSize(2).startsWith(old);
        operator.report(asked, Phase.RUNNING);
        operator.awaitWritten(cluster, 3);
        assertThat(secret(cluster).keys().getLast().signsFrom())
                .isLessThan(both.getLast().signsFrom());
    }

    private ClusterSecret secret(ClusterId cluster) {
        String keys = client.secrets()
                .inNamespace(operator.namespace())
                .withName(cluster + "-keys")
                .get()
                .getData()
                .get("secret.json");
        return json.read(new String(Base64.getDecoder().decode(keys), UTF_8), ClusterSecret.class);
    }

    @Test
    void whatTheOperatorSaysReachesPostgresAndThePlatformWithinASecond() {
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < SAMPLES; i++) {
            ClusterId cluster = newCluster();
            operator.report(operator.awaitWritten(cluster, 1), Phase.RUNNING);
            long reported = System.nanoTime();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
                assertThat(wanted.phase(cluster)).isEqualTo("PROVISIONED");
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
        operator.awaitWritten(cluster, 1);
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
                .inNamespace(operator.namespace())
                .withName(cluster + "-access")
                .get();
        return map == null ? null : json.read(map.getData().get("access.json"), ClusterAccess.class);
    }

    @Test
    void aSuspendedClusterIsSuspendedThere() {
        ClusterId cluster = newCluster();
        operator.report(operator.awaitWritten(cluster, 1), Phase.RUNNING);
        wanted.change(cluster, DesiredState.SUSPENDED);
        assertThat(operator.awaitWritten(cluster, 2).getSpec().state()).isEqualTo(ClusterState.SUSPENDED);
    }

    @Test
    void aDeletedClusterIsGoneThereAndHereAndTakesItsTenantAlong() {
        ClusterId cluster = newCluster();
        operator.report(operator.awaitWritten(cluster, 1), Phase.RUNNING);
        wanted.awaitPhase(cluster, "PROVISIONED");
        wanted.change(cluster, DesiredState.DELETED);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(operator.find(cluster)).isNull();
            assertThat(latest(cluster).phase()).isEqualTo(Phase.DELETED);
            assertThat(latest(cluster).generation()).isEqualTo(2);
            assertThat(wanted.isForgotten(cluster)).isTrue();
            assertThat(operator.tenant()).isNull();
        });
    }

    @Test
    void whatSomebodyDeletedByHandIsWrittenAgain() {
        ClusterId cluster = newCluster();
        String first = operator.awaitWritten(cluster, 1).getMetadata().getUid();
        String owner = owner();
        client.resource(operator.find(cluster)).delete();
        await().atMost(PATIENCE).untilAsserted(() -> {
            operator.makeNamespace();
            assertThat(operator.find(cluster))
                    .isNotNull()
                    .satisfies(again -> assertThat(again.getMetadata().getUid()).isNotEqualTo(first));
        });
        assertThat(owner()).as("with the tenant, its volumes would be gone").isEqualTo(owner);
    }

    private String owner() {
        return operator.tenant().getMetadata().getUid();
    }

    private ClusterId newCluster() {
        ClusterId cluster = wanted.make(tenant);
        operator.awaitTenantAndMakeItsNamespace();
        return cluster;
    }

    private ClusterStatus latest(ClusterId cluster) {
        List<String> values = statuses.values(cluster.value());
        assertThat(values).isNotEmpty();
        return json.read(values.getLast(), ClusterStatus.class);
    }

    /** Such as when its plan offers its kind no more, or its kind has got other rules. */
    @Test
    void aDeletedClusterThatKubernetesWouldRefuseGoesAllTheSame() {
        ClusterId cluster = newCluster();
        operator.report(operator.awaitWritten(cluster, 1), Phase.RUNNING);
        wanted.awaitPhase(cluster, "PROVISIONED");
        postgres.inTransaction(connection -> {
            SampleTenant.update(connection, "update cluster set kafka_version = '0.0.1' where id = ?", cluster.value());
            return cluster;
        });
        wanted.change(cluster, DesiredState.DELETED);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(operator.find(cluster)).isNull();
            assertThat(wanted.isForgotten(cluster)).isTrue();
        });
    }

    @Test
    void aDeletedClusterThatIsNotThereAnyMoreIsForgotten() {
        ClusterId cluster = newCluster();
        operator.awaitWritten(cluster, 1);
        wanted.changeUnheard(cluster, DesiredState.DELETED);
        client.resource(operator.find(cluster)).delete();
        wanted.request(cluster);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(wanted.isForgotten(cluster)).isTrue());
    }

    /** As after a time in which no control plane listened. */
    @Test
    void onlyClustersThatWereThereAreMissed() {
        ClusterId reported = newCluster();
        operator.report(operator.awaitWritten(reported, 1), Phase.RUNNING);
        wanted.awaitPhase(reported, "PROVISIONED");
        ClusterId never = newCluster();
        assertThat(observed.missing("local", Set.of()))
                .extracting(ClusterStatus::cluster)
                .contains(reported.value())
                .doesNotContain(never.value());
        assertThat(observed.missing("local", Set.of(reported)))
                .extracting(ClusterStatus::cluster)
                .doesNotContain(reported.value());
        assertThat(observed.missing("away", Set.of())).isEmpty();
    }
}
