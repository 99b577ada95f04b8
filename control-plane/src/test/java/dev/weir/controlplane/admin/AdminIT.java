package dev.weir.controlplane.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.controlplane.testing.Platform;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.controlplane.testing.TestConfig;
import dev.weir.controlplane.testing.ToldClusters;
import dev.weir.controlplane.testing.WantedClusters;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.key.SecretHash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("own-jvm")
@QuarkusTestResource(value = Platform.class, restrictToAnnotatedClass = true)
class AdminIT {
    private static final String REGION = "/weir/v1/admin/regions/local";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PlatformKafka kafka;

    private PostgresServer postgres;

    @Inject
    SystemDatabase system;

    @Inject
    ClusterProvisioning provisioning;

    @Inject
    PlatformJson json;

    private ToldClusters told;
    private WantedClusters wanted;
    private SampleTenant tenant;

    @BeforeEach
    void setUp() {
        Awaitility.setDefaultTimeout(PATIENCE);
        told = new ToldClusters(kafka, json);
        wanted = new WantedClusters(postgres, system, provisioning);
        tenant = postgres.inTransaction(SampleTenant::insert);
    }

    @AfterEach
    void tearDown() {
        told.close();
    }

    @Test
    void suspendedClusterIsToldSoAndRunsAgainWhenResumed() {
        ClusterId cluster = wanted.make(tenant);

        admin().post("/weir/v1/admin/clusters/{id}/suspend", cluster.value())
                .then()
                .statusCode(200)
                .body("desired_state", equalTo("SUSPENDED"))
                .body("suspended", equalTo(true));
        told.awaitState(cluster, 2, DesiredState.SUSPENDED);

        admin().post("/weir/v1/admin/clusters/{id}/resume", cluster.value())
                .then()
                .statusCode(200)
                .body("desired_state", equalTo("RUNNING"))
                .body("suspended", equalTo(false));
        told.awaitState(cluster, 3, DesiredState.RUNNING);
    }

    @Test
    void suspendingTwiceChangesNothingTheSecondTime() {
        ClusterId cluster = wanted.make(tenant);
        admin().post("/weir/v1/admin/clusters/{id}/suspend", cluster.value());
        admin().post("/weir/v1/admin/clusters/{id}/suspend", cluster.value())
                .then()
                .statusCode(200);
        admin().post("/weir/v1/admin/clusters/{id}/resume", cluster.value());

        told.awaitState(cluster, 3, DesiredState.RUNNING);
    }

    @Test
    void suspendedOrganizationStopsAllButOnlyThoseNotSuspendedOnTheirOwnRunAgain() {
        ClusterId one = wanted.make(tenant);
        ClusterId two = wanted.make(tenant);
        ClusterId asleep = wanted.make(tenant);
        admin().post("/weir/v1/admin/clusters/{id}/suspend", asleep.value());

        admin().post(
                        "/weir/v1/admin/organizations/{id}/suspend",
                        tenant.organization().value())
                .then()
                .statusCode(200)
                .body("suspended", equalTo(true))
                .body("clusters", containsInAnyOrder(one.value(), two.value()));
        told.awaitState(one, 2, DesiredState.SUSPENDED);
        told.awaitState(two, 2, DesiredState.SUSPENDED);

        admin().post("/weir/v1/admin/clusters/{id}/resume", one.value())
                .then()
                .statusCode(200)
                .body("desired_state", equalTo("SUSPENDED"));
        admin().post(
                        "/weir/v1/admin/organizations/{id}/resume",
                        tenant.organization().value())
                .then()
                .statusCode(200)
                .body("clusters", containsInAnyOrder(one.value(), two.value()));
        told.awaitState(one, 3, DesiredState.RUNNING);
        told.awaitState(two, 3, DesiredState.RUNNING);
        told.awaitState(asleep, 2, DesiredState.SUSPENDED);
    }

    @Test
    void resumingBeyondTheRegionsCapacityIsRefusedAndChangesNothing() {
        ClusterId cluster = wanted.make(tenant);
        admin().post("/weir/v1/admin/clusters/{id}/suspend", cluster.value());
        int before = admin().get(REGION).path("max_awake_brokers");
        admin().contentType("application/json")
                .body("{\"max_awake_brokers\": 0}")
                .patch(REGION)
                .then()
                .statusCode(200)
                .body("max_awake_brokers", equalTo(0));
        try {
            admin().post("/weir/v1/admin/clusters/{id}/resume", cluster.value())
                    .then()
                    .statusCode(409)
                    .body("errors.code", contains("no_capacity"));
            admin().post(
                            "/weir/v1/admin/organizations/{id}/suspend",
                            tenant.organization().value())
                    .then()
                    .body("clusters", empty());
            told.awaitState(cluster, 2, DesiredState.SUSPENDED);
        } finally {
            admin().contentType("application/json")
                    .body("{\"max_awake_brokers\": " + before + "}")
                    .patch(REGION)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void regionShowsItsCapacityAndRefusesNonsense() {
        wanted.make(tenant);
        admin().get(REGION).then().statusCode(200).body("awake_brokers", greaterThanOrEqualTo(1));
        admin().contentType("application/json")
                .body("{\"max_awake_brokers\": -1}")
                .patch(REGION)
                .then()
                .statusCode(422)
                .body("errors[0].source.pointer", equalTo("/max_awake_brokers"));
        admin().get("/weir/v1/admin/regions/nowhere").then().statusCode(404);
    }

    @Test
    void unknownIdsAreNotFound() {
        for (String id : List.of("lkc-unknown1", "nonsense")) {
            admin().post("/weir/v1/admin/clusters/{id}/suspend", id)
                    .then()
                    .statusCode(404)
                    .body("errors.code", contains("resource_not_found"));
        }
        admin().post("/weir/v1/admin/organizations/{id}/resume", "00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
    }

    @Test
    void nobodyButThePlatformsAdministratorMayDoAnyOfIt() {
        String key = postgres.inTransaction(connection -> {
            String id = new dev.weir.tenants.id.IdGenerator().apiKey().value();
            SampleTenant.update(
                    connection,
                    """
                    insert into api_key
                      (id, organization_id, owner_id, display_name, description, secret_sha256, state, generation,
                       created_at, updated_at)
                    values (?, ?, ?, '', '', ?, 'ACTIVE', 1, now(), now())""",
                    id,
                    tenant.organization().value(),
                    tenant.admin().value(),
                    SecretHash.of("secret").hex());
            return id;
        });
        given().auth()
                .preemptive()
                .basic(key, "secret")
                .get("/org/v2/environments")
                .then()
                .statusCode(200);
        for (String path : List.of(
                "/weir/v1/admin/republish",
                "/weir/v1/admin/clusters/lkc-a/suspend",
                "/weir/v1/admin/clusters/lkc-a/rotate-secret",
                "/weir/v1/admin/organizations/" + tenant.organization().value() + "/suspend")) {
            given().post(path).then().statusCode(401);
            given().auth()
                    .preemptive()
                    .basic(TestConfig.ADMIN_KEY, "wrong")
                    .post(path)
                    .then()
                    .statusCode(401);
            given().auth().preemptive().basic(key, "secret").post(path).then().statusCode(403);
        }
    }

    @Test
    void republishingTellsEveryClusterAgain() {
        ClusterId cluster = wanted.make(tenant);
        told.awaitState(cluster, 1, DesiredState.RUNNING);
        // Known by its name from what is told twice because a publisher has just begun.
        postgres.inTransaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update cluster set display_name = 'told again' where id = ?")) {
                update.setString(1, cluster.value());
                return update.executeUpdate();
            }
        });

        admin().post("/weir/v1/admin/republish").then().statusCode(200).body("clusters", greaterThanOrEqualTo(1));

        await().untilAsserted(
                        () -> assertThat(told.latest(cluster).displayName()).isEqualTo("told again"));
    }

    private static RequestSpecification admin() {
        return given().auth().preemptive().basic(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET);
    }
}
