package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static dev.weir.controlplane.api.Answers.detail;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /iam/v2/role-bindings}, and what the roles allow. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class RoleBindingsIT {
    private static final String PATH = "/iam/v2/role-bindings";

    @Test
    void aBindingIsAnsweredAsItWasSent() {
        Tenant tenant = Tenant.signUp();
        String robot = tenant.serviceAccount("robot");
        String pattern = tenant.crn(tenant.cluster("events")) + "/kafka=" + lastCluster(tenant) + "/topic=orders-*";
        Response created = tenant.bind(robot, "DeveloperRead", pattern);

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        var body = created.jsonPath();
        assertThat(body.getString("api_version")).isEqualTo("iam/v2");
        assertThat(body.getString("kind")).isEqualTo("RoleBinding");
        assertThat(body.getString("id")).startsWith("rb-");
        assertThat(body.getString("principal")).isEqualTo("User:" + robot);
        assertThat(body.getString("role_name")).isEqualTo("DeveloperRead");
        assertThat(body.getString("crn_pattern")).isEqualTo(pattern);
        assertThat(body.getString("metadata.resource_name")).contains("/role-binding=" + body.getString("id"));
        String one = PATH + "/" + body.getString("id");
        assertThat(tenant.get(one).asString()).isEqualTo(created.asString());

        Response deleted = tenant.delete(one);
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(deleted.asString()).isEqualTo(created.asString());
        assertProblem(tenant.get(one), 404, "resource_not_found");
        assertProblem(tenant.delete(one), 404, "resource_not_found");
    }

    @Test
    void theSameIsRefusedTheSecondTimeHoweverItIsSpelt() {
        Tenant tenant = Tenant.signUp();
        String robot = tenant.serviceAccount("robot");
        String cluster = tenant.cluster("events");
        assertThat(tenant.bind(robot, "CloudClusterAdmin", tenant.crn(cluster)).statusCode())
                .isEqualTo(201);
        assertProblem(tenant.bind(robot, "CloudClusterAdmin", tenant.crn(cluster)), 409, "resource_already_exists");
        assertProblem(
                tenant.bind(
                        robot,
                        "CloudClusterAdmin",
                        tenant.crn(cluster).replace("crn://weir", "crn://confluent.cloud") + "/kafka=" + cluster),
                409,
                "resource_already_exists");
        assertThat(tenant.bind(robot, "DeveloperRead", tenant.crn(cluster)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whatIsUnknownOrForeignIsRefusedAlikeAndWhatDoesNotFitIsNamed() {
        Tenant tenant = Tenant.signUp();
        Tenant stranger = Tenant.signUp();
        String cluster = stranger.cluster("events");
        String own = "crn://weir/organization=" + tenant.organization();
        for (String user : List.of(stranger.user(), "u-unknown", "sa-unknown", "nonsense!")) {
            assertProblemAt(tenant.bind(user, "OrganizationAdmin", own), 404, "resource_not_found", "/principal");
        }
        for (String place : List.of(stranger.environment(), "env-unknown", "nonsense!")) {
            assertProblemAt(
                    tenant.bind(tenant.user(), "EnvironmentAdmin", own + "/environment=" + place),
                    404,
                    "resource_not_found",
                    "/crn_pattern");
        }
        for (String place : List.of(cluster, "lkc-unknown", "nonsense!")) {
            assertProblemAt(
                    tenant.bind(tenant.user(), "CloudClusterAdmin", tenant.crn(place)),
                    404,
                    "resource_not_found",
                    "/crn_pattern");
        }
        assertProblemAt(
                tenant.bind(tenant.user(), "OrganizationAdmin", "crn://weir/organization=" + stranger.organization()),
                404,
                "resource_not_found",
                "/crn_pattern");
        assertProblemAt(
                tenant.bind(tenant.user(), "EnvironmentAdmin", own), 422, "invalid_configuration", "/crn_pattern");
        assertProblemAt(tenant.bind(tenant.user(), "Emperor", own), 422, "invalid_configuration", "/role_name");
        assertProblemAt(
                tenant.bind(tenant.user(), "OrganizationAdmin", "nonsense"),
                422,
                "invalid_configuration",
                "/crn_pattern");
        assertProblemAt(tenant.post(PATH, """
                {"principal":"Group:g","role_name":"OrganizationAdmin","crn_pattern":"%s"}""".formatted(own)), 422, "invalid_configuration", "/principal");
        assertProblemAt(tenant.post(PATH, "{}"), 422, "invalid_configuration", "/crn_pattern");
    }

    @Test
    void listsAreFilteredAndPaged() {
        Tenant tenant = Tenant.signUp();
        String robot = tenant.serviceAccount("robot");
        String cluster = tenant.cluster("events");
        tenant.bind(robot, "DeveloperRead", tenant.crn(cluster));
        tenant.bind(robot, "DeveloperWrite", tenant.crn(cluster));

        assertThat(tenant.get(PATH).jsonPath().getList("data")).hasSize(3);
        assertThat(tenant.get(PATH + "?principal=User:" + robot).jsonPath().getList("data.role_name"))
                .containsExactly("DeveloperRead", "DeveloperWrite");
        assertThat(tenant.get(PATH + "?role_name=DeveloperWrite").jsonPath().getList("data.principal"))
                .containsExactly("User:" + robot);
        assertThat(tenant.get(PATH + "?crn_pattern=" + tenant.crn(cluster))
                        .jsonPath()
                        .getList("data"))
                .hasSize(2);
        assertThat(tenant.get(PATH + "?crn_pattern=crn://weir/organization=" + tenant.organization() + "*&page_size=2")
                        .jsonPath()
                        .getList("data"))
                .hasSize(2);
        assertProblem(tenant.get(PATH + "?role_name=Emperor"), 400, "invalid_filter");
        assertThat(Tenant.signUp()
                        .get(PATH + "?principal=User:" + robot)
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
    }

    @Test
    void theLastAdministratorStays() {
        Tenant tenant = Tenant.signUp();
        String own = tenant.get(PATH).jsonPath().getString("data[0].id");
        String all = "crn://weir/organization=" + tenant.organization();
        assertProblem(tenant.delete(PATH + "/" + own), 409, "last_administrator");
        // A program may hold the role, but nobody can log in as it.
        assertThat(tenant.bind(tenant.serviceAccount("robot"), "OrganizationAdmin", all)
                        .statusCode())
                .isEqualTo(201);
        assertProblem(tenant.delete(PATH + "/" + own), 409, "last_administrator");
    }

    @Test
    void bindingsGoWithTheirServiceAccountClusterAndEnvironment() {
        Tenant tenant = Tenant.signUp();
        String robot = tenant.serviceAccount("robot");
        String environment = Tenant.id(tenant.post("/org/v2/environments", "{\"display_name\":\"other\"}"), 201);
        String cluster = tenant.cluster("events");
        String ofCluster = Tenant.id(tenant.bind(robot, "CloudClusterAdmin", tenant.crn(cluster)), 201);
        String ofEnvironment = Tenant.id(
                tenant.bind(
                        robot,
                        "EnvironmentAdmin",
                        "crn://weir/organization=" + tenant.organization() + "/environment=" + environment),
                201);
        String ofRobot = Tenant.id(
                tenant.bind(robot, "OrganizationAdmin", "crn://weir/organization=" + tenant.organization()), 201);

        assertThat(tenant.delete("/cmk/v2/clusters/" + cluster).statusCode()).isEqualTo(204);
        assertProblem(tenant.get(PATH + "/" + ofCluster), 404, "resource_not_found");
        assertThat(tenant.delete("/org/v2/environments/" + environment).statusCode())
                .isEqualTo(204);
        assertProblem(tenant.get(PATH + "/" + ofEnvironment), 404, "resource_not_found");
        assertThat(tenant.get(PATH + "/" + ofRobot).statusCode()).isEqualTo(200);
        assertThat(tenant.delete("/iam/v2/service-accounts/" + robot).statusCode())
                .isEqualTo(204);
        assertProblem(tenant.get(PATH + "/" + ofRobot), 404, "resource_not_found");
    }

    @Test
    void anEnvironmentAdminRulesItsEnvironmentAndNothingElse() {
        Tenant admin = Tenant.signUp();
        String elsewhere = Tenant.id(admin.post("/org/v2/environments", "{\"display_name\":\"other\"}"), 201);
        String robot = admin.serviceAccount("robot");
        Tenant ruler = admin.with(Tenant.key(admin.createCloudKey(robot)));
        admin.bind(
                robot,
                "EnvironmentAdmin",
                "crn://weir/organization=" + admin.organization() + "/environment=" + admin.environment());

        assertThat(ruler.get("/org/v2/environments").jsonPath().getList("data.id"))
                .containsExactly(admin.environment());
        String cluster = ruler.cluster("mine");
        assertThat(admin.get(PATH + "?principal=User:" + robot + "&role_name=CloudClusterAdmin")
                        .jsonPath()
                        .getList("data.crn_pattern", String.class))
                .singleElement()
                .asString()
                .contains(cluster);
        assertThat(ruler.get("/cmk/v2/clusters?environment=" + admin.environment())
                        .jsonPath()
                        .getList("data.id"))
                .containsExactly(cluster);
        assertForbidden(ruler.get("/cmk/v2/clusters?environment=" + elsewhere));
        assertForbidden(ruler.get("/org/v2/environments/" + elsewhere));
        assertForbidden(ruler.patch("/org/v2/environments/" + elsewhere, "{\"display_name\":\"x\"}"));
        assertForbidden(ruler.post("/org/v2/environments", "{\"display_name\":\"x\"}"));
        assertForbidden(ruler.post("/iam/v2/service-accounts", "{\"display_name\":\"x\"}"));
        assertForbidden(
                new Tenant(admin.organization(), admin.user(), elsewhere, ruler.key()).createCluster("x", "Basic"));
        assertThat(ruler.get("/iam/v2/service-accounts").jsonPath().getList("data.id"))
                .containsExactly(robot);
        assertThat(ruler.delete("/cmk/v2/clusters/" + cluster).statusCode()).isEqualTo(204);
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        Tenant admin = Tenant.signUp();
        String cluster = admin.cluster("mine");
        String other = admin.cluster("other");
        String robot = admin.serviceAccount("robot");
        String friend = admin.serviceAccount("friend");
        Tenant ruler = admin.with(Tenant.key(admin.createCloudKey(robot)));
        admin.bind(robot, "CloudClusterAdmin", admin.crn(cluster));
        String all = "crn://weir/organization=" + admin.organization();

        assertForbidden(ruler.bind(robot, "OrganizationAdmin", all));
        assertForbidden(ruler.bind(robot, "EnvironmentAdmin", all + "/environment=" + admin.environment()));
        assertForbidden(ruler.bind(robot, "EnvironmentAdmin", all + "/environment=*"));
        assertForbidden(ruler.bind(robot, "CloudClusterAdmin", admin.crn(other)));
        assertForbidden(ruler.bind(robot, "CloudClusterAdmin", admin.crn("*")));
        assertForbidden(ruler.bind(friend, "DeveloperRead", admin.crn(other) + "/kafka=" + other + "/topic=*"));
        assertThat(ruler.bind(friend, "CloudClusterAdmin", admin.crn(cluster)).statusCode())
                .isEqualTo(201);

        String administrators =
                admin.get(PATH + "?role_name=OrganizationAdmin").jsonPath().getString("data[0].id");
        assertForbidden(ruler.get(PATH + "/" + administrators));
        assertForbidden(ruler.delete(PATH + "/" + administrators));
        assertThat(ruler.get(PATH).jsonPath().getList("data.principal"))
                .containsExactly("User:" + robot, "User:" + friend);

        assertForbidden(ruler.createCloudKey(admin.user()));
        assertForbidden(ruler.createClusterKey(admin.user(), cluster));
        assertForbidden(ruler.createClusterKey(robot, other));
        assertThat(ruler.createClusterKey(robot, cluster).statusCode()).isEqualTo(202);
    }

    @Test
    void aClusterAdminSeesAndEndsTheKeysOfTheClusterOnly() {
        Tenant admin = Tenant.signUp();
        String cluster = admin.cluster("mine");
        String robot = admin.serviceAccount("robot");
        Tenant ruler = admin.with(Tenant.key(admin.createCloudKey(robot)));
        admin.bind(robot, "CloudClusterAdmin", admin.crn(cluster));
        String others =
                Tenant.key(admin.createClusterKey(admin.user(), cluster)).id();
        String hidden = Tenant.key(admin.createClusterKey(admin.user(), admin.cluster("other")))
                .id();

        assertThat(ruler.get("/iam/v2/api-keys").jsonPath().getList("data.id"))
                .containsExactly(ruler.key().id(), others);
        assertForbidden(ruler.get("/iam/v2/api-keys/" + hidden));
        assertForbidden(ruler.delete("/iam/v2/api-keys/" + admin.key().id()));
        assertThat(ruler.delete("/iam/v2/api-keys/" + others).statusCode()).isEqualTo(204);
    }

    @Test
    void aDeveloperReadsTheClusterAndMakesKeysForItselfAndEndsWithTheRole() {
        Tenant admin = Tenant.signUp();
        String cluster = admin.cluster("mine");
        admin.cluster("other");
        String robot = admin.serviceAccount("robot");
        Tenant developer = admin.with(Tenant.key(admin.createCloudKey(robot)));
        String binding = Tenant.id(
                admin.bind(robot, "DeveloperWrite", admin.crn(cluster) + "/kafka=" + cluster + "/topic=orders"), 201);

        assertThat(developer.get("/cmk/v2/clusters/" + cluster).statusCode()).isEqualTo(200);
        assertThat(developer
                        .get("/cmk/v2/clusters?environment=" + admin.environment())
                        .jsonPath()
                        .getList("data.id"))
                .containsExactly(cluster);
        assertThat(developer.createClusterKey(robot, cluster).statusCode()).isEqualTo(202);
        assertThat(developer.get("/iam/v2/users").jsonPath().getList("data")).isEmpty();
        assertThat(developer.get("/iam/v2/service-accounts").jsonPath().getList("data.id"))
                .containsExactly(robot);
        assertThat(developer.get(PATH).jsonPath().getList("data.id")).containsExactly(binding);
        assertForbidden(developer.delete("/cmk/v2/clusters/" + cluster));
        assertForbidden(developer.patch("/cmk/v2/clusters/" + cluster, "{\"spec\":{\"display_name\":\"x\"}}"));
        assertForbidden(developer.delete(PATH + "/" + binding));
        assertForbidden(developer.bind(robot, "DeveloperRead", admin.crn(cluster)));

        assertThat(admin.delete(PATH + "/" + binding).statusCode()).isEqualTo(200);
        assertForbidden(developer.get("/cmk/v2/clusters/" + cluster));
        assertThat(developer.get("/org/v2/environments").statusCode()).isEqualTo(200);
    }

    private static void assertForbidden(Response answer) {
        assertProblem(answer, 403, "forbidden");
        assertThat(detail(answer)).contains("invalid API key");
    }

    private static String lastCluster(Tenant tenant) {
        return tenant.get("/cmk/v2/clusters?environment=" + tenant.environment())
                .jsonPath()
                .getString("data[-1].id");
    }
}
