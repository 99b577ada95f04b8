package dev.weir.controlplane.provisioning.rotation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.controlplane.testing.Agent;
import dev.weir.controlplane.testing.Platform;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PlatformRecords;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.controlplane.testing.TestConfig;
import dev.weir.controlplane.testing.ToldClusters;
import dev.weir.controlplane.testing.WantedClusters;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterSecret.SigningKey;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What gateways and runtimes are told while a secret is rotated. The test plays the agent. */
@QuarkusTest
@Tag("own-jvm")
@TestProfile(SecretRotationIT.Brief.class)
@QuarkusTestResource(value = Platform.class, restrictToAnnotatedClass = true)
class SecretRotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LEAD_MILLIS = 500;

    private PlatformKafka kafka;
    private PostgresServer postgres;

    @Inject
    SystemDatabase system;

    @Inject
    ClusterProvisioning provisioning;

    @Inject
    PlatformJson json;

    private Agent agent;
    private ToldClusters told;
    private WantedClusters wanted;
    private PlatformRecords secrets;
    private SampleTenant tenant;

    @BeforeEach
    void setUp() {
        agent = new Agent(kafka);
        told = new ToldClusters(kafka, json);
        wanted = new WantedClusters(postgres, system, provisioning);
        secrets = new PlatformRecords(kafka, PlatformTopic.CLUSTER_SECRETS);
        tenant = postgres.inTransaction(SampleTenant::insert);
    }

    @AfterEach
    void tearDown() {
        agent.close();
        told.close();
        secrets.close();
    }

    @Test
    void brokersGetTheNewSecretBeforeGatewaysUseItAndLoseTheOldOneLast() {
        ClusterId cluster = runningCluster();
        SigningKey old = secret(cluster, 1).keys().getFirst();

        rotate(cluster).statusCode(200).body("step", equalTo("SPREADING"));
        ClusterSecret spread = secret(cluster, 2);
        assertThat(spread.keys()).hasSize(2).startsWith(old);
        assertThat(spread.keys().getLast().signsFrom()).isEqualTo(SigningKeys.NEVER);

        long before = System.currentTimeMillis();
        agent.reports(cluster, told.awaitGeneration(cluster, 2), Phase.RUNNING);
        ClusterSecret signing = secret(cluster, 3);
        assertThat(signing.keys()).hasSize(2).startsWith(old);
        assertThat(signing.keys().getLast().signsFrom()).isBetween(before + LEAD_MILLIS, before + PATIENCE.toMillis());

        agent.reports(cluster, told.awaitGeneration(cluster, 3), Phase.RUNNING);
        ClusterSecret done = secret(cluster, 4);
        assertThat(done.keys()).containsExactly(signing.keys().getLast());
        assertThat(done.internalPassword()).isEqualTo(spread.internalPassword());
        told.awaitGeneration(cluster, 4);
        assertThat(step(cluster)).isEqualTo("NONE");
    }

    @Test
    void nobodySignsWithASecretThatTheRuntimeHasNotReported() {
        ClusterId cluster = runningCluster();
        rotate(cluster).statusCode(200);
        long generation = told.awaitGeneration(cluster, 2);
        agent.reports(cluster, generation, Phase.STARTING, "AccessPending", "soon");
        agent.reports(cluster, generation, Phase.FAILED, "AgentFailed", "disk full");
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> step(cluster), "SPREADING"::equals);
        agent.reports(cluster, generation, Phase.RUNNING);
        secret(cluster, 4);
    }

    @Test
    void askedForTwiceItIsOneRotationAndAskedForLaterAnother() {
        ClusterId cluster = runningCluster();
        rotate(cluster).statusCode(200);
        rotate(cluster).statusCode(200);
        assertThat(secret(cluster, 2).keys()).hasSize(2);
        agent.reports(cluster, told.awaitGeneration(cluster, 2), Phase.RUNNING);
        rotate(cluster).statusCode(200);
        SigningKey kept = secret(cluster, 4).keys().getFirst();
        rotate(cluster).statusCode(200);
        assertThat(secret(cluster, 5).keys()).hasSize(2).startsWith(kept);
    }

    @Test
    void aDeletedClusterIsNotRotatedAnyMore() {
        ClusterId cluster = runningCluster();
        rotate(cluster).statusCode(200);
        long generation = told.awaitGeneration(cluster, 2);
        wanted.change(cluster, DesiredState.DELETED);
        rotate(cluster).statusCode(404);
        agent.reports(cluster, generation, Phase.RUNNING);
        agent.reports(cluster, told.awaitGeneration(cluster, 3), Phase.DELETED);
        assertThat(secret(cluster, 3).keys()).isEmpty();
    }

    private ClusterId runningCluster() {
        ClusterId cluster = wanted.make(tenant);
        agent.reports(cluster, told.awaitGeneration(cluster, 1), Phase.RUNNING);
        return cluster;
    }

    private static ValidatableResponse rotate(ClusterId cluster) {
        return given().auth()
                .preemptive()
                .basic(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET)
                .post("/weir/v1/admin/clusters/{id}/rotate-secret", cluster.value())
                .then();
    }

    private static String step(ClusterId cluster) {
        return given().auth()
                .preemptive()
                .basic(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET)
                .get("/weir/v1/admin/clusters/{id}/secret-rotation", cluster.value())
                .path("step");
    }

    /** As the platform was told of it, once it was. */
    private ClusterSecret secret(ClusterId cluster, long generation) {
        return await().atMost(PATIENCE)
                .until(
                        () -> secrets.values(cluster.value()).stream()
                                .map(value -> json.read(value, ClusterSecret.class))
                                .filter(secret -> secret.generation() == generation)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** So short that a rotation ends while one waits. */
    public static final class Brief implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("weir.secret-rotation.lead", LEAD_MILLIS + "ms", "weir.secret-rotation.overlap", "1s");
        }
    }
}
