package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static dev.weir.controlplane.api.Answers.detail;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** {@code /org/v2}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class EnvironmentsIT {
    private static final String PATH = "/org/v2/environments";

    @Test
    void hasTheShapeThatClientsExpect() {
        Tenant tenant = Tenant.signUp();
        Response created = tenant.post(PATH, "{\"display_name\":\"prod\",\"unknown\":1}");

        assertThat(created.statusCode()).isEqualTo(201);
        var body = created.jsonPath();
        String id = body.getString("id");
        assertThat(body.getString("api_version")).isEqualTo("org/v2");
        assertThat(body.getString("kind")).isEqualTo("Environment");
        assertThat(body.getString("display_name")).isEqualTo("prod");
        assertThat(body.getString("metadata.self")).endsWith(PATH + "/" + id);
        assertThat(body.getString("metadata.resource_name"))
                .isEqualTo("crn://weir/organization=" + tenant.organization() + "/environment=" + id);
        assertThat(body.getString("metadata.created_at")).contains("T").endsWith("Z");
        assertThat(created.asString())
                .doesNotContain("stream_governance_config")
                .doesNotContain("null");
        assertThat(tenant.get(PATH + "/" + id).asString()).isEqualTo(created.asString());
    }

    @Test
    void isRenamedAndKeepsWhatWasNotSent() {
        Tenant tenant = Tenant.signUp();
        String id = Tenant.id(
                tenant.post(PATH, "{\"display_name\":\"a\",\"stream_governance_config\":{\"package\":\"ESSENTIALS\"}}"),
                201);
        Response renamed = tenant.patch(PATH + "/" + id, "{\"display_name\":\"b\"}");

        assertThat(renamed.statusCode()).isEqualTo(200);
        assertThat(renamed.jsonPath().getString("display_name")).isEqualTo("b");
        assertThat(renamed.jsonPath().getString("stream_governance_config.package"))
                .isEqualTo("ESSENTIALS");
        assertThat(tenant.get(PATH + "/" + id).asString()).isEqualTo(renamed.asString());
        assertProblemAt(
                tenant.post(PATH, "{\"display_name\":\"c\",\"stream_governance_config\":{\"package\":\"MUCH\"}}"),
                422,
                "invalid_configuration",
                "/stream_governance_config/package");
    }

    @Test
    void aNameIsTakenOnceInAnOrganizationButFreeInAnother() {
        Tenant tenant = Tenant.signUp();
        Tenant.id(tenant.post(PATH, "{\"display_name\":\"prod\"}"), 201);
        assertProblemAt(
                tenant.post(PATH, "{\"display_name\":\"prod\"}"), 409, "resource_already_exists", "/display_name");
        assertProblem(
                tenant.patch(PATH + "/" + tenant.environment(), "{\"display_name\":\"prod\"}"),
                409,
                "resource_already_exists");
        Tenant.id(Tenant.signUp().post(PATH, "{\"display_name\":\"prod\"}"), 201);
    }

    @Test
    void isDeletedOnceNothingIsInIt() {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");

        Response refused = tenant.delete(PATH + "/" + tenant.environment());
        assertProblem(refused, 409, "resource_in_use");
        assertThat(detail(refused)).contains(cluster);

        String query = "?environment=" + tenant.environment();
        assertThat(tenant.delete("/cmk/v2/clusters/" + cluster + query).statusCode())
                .isEqualTo(204);
        assertProblem(tenant.get("/cmk/v2/clusters/" + cluster + query), 404, "resource_not_found");
        assertThat(tenant.delete(PATH + "/" + tenant.environment()).statusCode())
                .isEqualTo(204);
        assertProblem(tenant.get(PATH + "/" + tenant.environment()), 404, "resource_not_found");
        assertProblem(tenant.delete(PATH + "/" + tenant.environment()), 404, "resource_not_found");
    }

    @Test
    void theOrganizationIsSeenAndRenamedByItsOwnOnly() {
        Tenant tenant = Tenant.signUp();
        Tenant other = Tenant.signUp();
        String path = "/org/v2/organizations/" + tenant.organization();
        assertThat(tenant.get("/org/v2/organizations").jsonPath().getList("data.id"))
                .containsExactly(tenant.organization());
        Response renamed = tenant.patch(path, "{\"display_name\":\"Acme & Co\"}");
        assertThat(renamed.jsonPath().getString("display_name")).isEqualTo("Acme & Co");
        assertThat(tenant.get(path).asString()).isEqualTo(renamed.asString());
        assertProblem(other.get(path), 404, "resource_not_found");
        assertProblem(other.patch(path, "{\"display_name\":\"mine\"}"), 404, "resource_not_found");
    }
}
