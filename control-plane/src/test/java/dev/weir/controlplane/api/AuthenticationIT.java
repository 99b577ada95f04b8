package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.detail;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and to what. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class AuthenticationIT {
    private static final String ENVIRONMENTS = "/org/v2/environments";

    private PostgresServer database;

    @Test
    void onlyTheRightSecretOpens() {
        Tenant tenant = Tenant.signUp();
        String id = tenant.key().id();
        assertThat(tenant.get(ENVIRONMENTS).statusCode()).isEqualTo(200);
        for (Tenant.Key wrong : List.of(
                new Tenant.Key(id, "x".repeat(64)),
                new Tenant.Key(id, ""),
                new Tenant.Key("AAAAAAAAAAAAAAAA", tenant.key().secret()),
                new Tenant.Key("' or 1=1 --", "x"),
                new Tenant.Key("", ""))) {
            Response refused = tenant.with(wrong).get(ENVIRONMENTS);
            assertProblem(refused, 401, "unauthorized");
            assertThat(refused.header("WWW-Authenticate")).startsWith("Basic");
        }
    }

    @Test
    void aClustersKeyIsNoneForTheManagementApi() {
        Tenant tenant = Tenant.signUp();
        Tenant.Key key = Tenant.key(tenant.createClusterKey(tenant.user(), tenant.cluster("events")));
        assertProblem(tenant.with(key).get(ENVIRONMENTS), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic YQ==", "Bearer x", "Digest a=b", "basic "})
    void strangeHeadersAreRefused(String header) {
        assertProblem(given().header("Authorization", header).get(ENVIRONMENTS), 401, "unauthorized");
    }

    @Test
    void nothingButTheDoorIsOpenToStrangers() {
        for (String path : List.of(
                ENVIRONMENTS,
                "/org/v2/organizations",
                "/iam/v2/users",
                "/iam/v2/service-accounts",
                "/iam/v2/api-keys",
                "/cmk/v2/clusters?environment=env-x",
                "/cmk/v2/clusters/lkc-x")) {
            assertProblem(given().get(path), 401, "unauthorized");
        }
        for (String path : List.of("/weir/v1/plans", "/weir/v1/regions", "/weir/v1/errors")) {
            assertThat(given().get(path).statusCode()).isEqualTo(200);
        }
        assertProblem(given().contentType(ContentType.JSON).body("{not json").post(ENVIRONMENTS), 401, "unauthorized");
    }

    @Test
    void whoHasNoRoleSeesNothingAndChangesNothing() {
        Tenant admin = Tenant.signUp();
        String cluster = admin.cluster("events");
        Tenant robot = admin.with(Tenant.key(admin.createCloudKey(admin.serviceAccount("robot"))));

        assertThat(robot.get(ENVIRONMENTS).statusCode()).isEqualTo(200);
        assertThat(robot.get(ENVIRONMENTS).jsonPath().getList("data")).isEmpty();
        for (Response refused : List.of(
                robot.get(ENVIRONMENTS + "/" + admin.environment()),
                robot.get("/cmk/v2/clusters/" + cluster),
                robot.get("/iam/v2/users/" + admin.user()),
                robot.post(ENVIRONMENTS, "{\"display_name\":\"mine\"}"),
                robot.createCluster("mine", "Basic"),
                robot.createCloudKey(admin.user()),
                robot.delete("/cmk/v2/clusters/" + cluster))) {
            assertProblem(refused, 403, "forbidden");
            assertThat(detail(refused)).contains("invalid API key");
        }
        assertThat(robot.get("/iam/v2/api-keys").jsonPath().getList("data.id"))
                .containsExactly(robot.key().id());
        assertThat(admin.get("/cmk/v2/clusters/" + cluster).statusCode()).isEqualTo(200);
    }

    @Test
    void aSuspendedOrganizationIsRefusedUntilItIsResumed() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Tenant neighbour = Tenant.signUp();
        Sql.update(database, "update organization set suspended = true where id = ?", tenant.organization());
        Response refused = tenant.get(ENVIRONMENTS);
        assertProblem(refused, 403, "organization_suspended");
        assertThat(detail(refused)).contains("invalid API key");
        assertProblem(tenant.createCluster("events", "Basic"), 403, "organization_suspended");
        assertThat(neighbour.get(ENVIRONMENTS).statusCode()).isEqualTo(200);

        Sql.update(database, "update organization set suspended = false where id = ?", tenant.organization());
        assertThat(tenant.get(ENVIRONMENTS).statusCode()).isEqualTo(200);
    }

    @Test
    void thePlatformsAdministratorIsNoTenant() {
        var admin = new Tenant.Key(
                dev.weir.controlplane.testing.TestConfig.ADMIN_KEY,
                dev.weir.controlplane.testing.TestConfig.ADMIN_SECRET);
        assertProblem(Tenant.as(admin).get(ENVIRONMENTS), 403, "forbidden");
        assertProblem(Tenant.as(new Tenant.Key(admin.id(), "wrong")).get(ENVIRONMENTS), 401, "unauthorized");
    }
}
