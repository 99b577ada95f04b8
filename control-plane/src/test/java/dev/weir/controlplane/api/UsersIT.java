package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The people of an organization. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class UsersIT {
    private static final String PATH = "/iam/v2/users";

    private PostgresServer database;

    @Test
    void theFullNameCanBeChangedAndTheAddressCannot() {
        Tenant tenant = Tenant.signUp();
        String path = PATH + "/" + tenant.user();
        Response changed = tenant.patch(path, "{\"full_name\":\"Ann Lee\"}");
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.jsonPath().getString("full_name")).isEqualTo("Ann Lee");
        assertThat(changed.jsonPath().getString("auth_type")).isEqualTo("AUTH_TYPE_LOCAL");
        assertThat(tenant.get(path).jsonPath().getString("full_name")).isEqualTo("Ann Lee");

        String email = changed.jsonPath().getString("email");
        assertThat(tenant.patch(path, "{\"email\":\"%s\"}".formatted(email)).statusCode())
                .isEqualTo(200);
        assertThat(tenant.patch(path, "{}").jsonPath().getString("full_name")).isEqualTo("Ann Lee");
        assertProblemAt(tenant.patch(path, "{\"email\":\"b@example.org\"}"), 422, "invalid_configuration", "/email");
        assertProblemAt(
                tenant.patch(path, "{\"full_name\":\"%s\"}".formatted("x".repeat(129))),
                422,
                "invalid_configuration",
                "/full_name");
    }

    @Test
    void whoIsDeletedIsGoneWithTheirKeysAndSessions() throws SQLException {
        Tenant tenant = Tenant.signUp();
        var member = People.member(tenant);
        Tenant.Key cloud = Tenant.key(tenant.createCloudKey(member.id()));
        Tenant.Key kafka = Tenant.key(tenant.createClusterKey(member.id(), tenant.cluster("events")));
        String session = People.session(member.email(), People.PASSWORD);
        assertThat(tenant.with(cloud).get("/org/v2/environments").statusCode()).isEqualTo(200);
        assertThat(People.as(session).get("/weir/v1/sessions").statusCode()).isEqualTo(200);

        assertThat(tenant.delete(PATH + "/" + member.id()).statusCode()).isEqualTo(204);

        assertProblem(tenant.with(cloud).get("/org/v2/environments"), 401, "unauthorized");
        assertProblem(People.as(session).get("/weir/v1/sessions"), 401, "unauthorized");
        assertProblem(People.logIn(member.email(), People.PASSWORD), 401, "unauthorized");
        assertProblem(tenant.get(PATH + "/" + member.id()), 404, "resource_not_found");
        assertThat(Sql.text(database, "select state from api_key where id = ?", kafka.id()))
                .isEqualTo("REVOKED");
        assertThat(Sql.text(
                        database,
                        "select count(*) from outbox where topic = 'weir.api-keys' and record_key = ?",
                        kafka.id()))
                .isEqualTo("2");
        assertThat(Tenant.signUp(member.email(), People.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void theLastAdministratorStays() {
        Tenant tenant = Tenant.signUp();
        var member = People.member(tenant);
        String path = PATH + "/" + tenant.user();
        assertProblem(tenant.delete(path), 409, "last_administrator");
        assertThat(tenant.get(path).statusCode()).isEqualTo(200);

        makeAdministrator(tenant, member.id());
        assertThat(tenant.delete(path).statusCode()).isEqualTo(204);
    }

    @Test
    void oneOfTwoAdministratorsWhoDeleteEachOtherStays() throws Exception {
        Tenant tenant = Tenant.signUp();
        var member = People.member(tenant);
        makeAdministrator(tenant, member.id());
        Tenant.Key other = Tenant.key(tenant.createCloudKey(member.id()));
        List<Integer> statuses = Parallel.statuses(
                2,
                i -> i == 0
                        ? tenant.delete(PATH + "/" + member.id())
                        : tenant.with(other).delete(PATH + "/" + tenant.user()));
        assertThat(statuses).containsOnlyOnce(204).doesNotContain(500);
    }

    @Test
    void usersOfOthersAreNotThere() {
        Tenant tenant = Tenant.signUp();
        Tenant other = Tenant.signUp();
        String path = PATH + "/" + tenant.user();
        assertThat(tenant.get(path).statusCode()).isEqualTo(200);
        assertProblem(other.get(path), 404, "resource_not_found");
        assertProblem(other.patch(path, "{\"full_name\":\"x\"}"), 404, "resource_not_found");
        assertProblem(other.delete(path), 404, "resource_not_found");
    }

    private static void makeAdministrator(Tenant tenant, String user) {
        Tenant.id(tenant.bind(user, "OrganizationAdmin", "crn://weir/organization=" + tenant.organization()), 201);
    }
}
