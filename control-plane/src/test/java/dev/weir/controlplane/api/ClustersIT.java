package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** {@code /cmk/v2/clusters}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class ClustersIT {
    private static final String PATH = "/cmk/v2/clusters";

    private PostgresServer database;

    @Test
    void hasTheShapeThatClientsExpect() {
        Tenant tenant = Tenant.signUp();
        Response created = tenant.createCluster("events", "Basic");

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(202);
        var body = created.jsonPath();
        String id = body.getString("id");
        assertThat(id).startsWith("lkc-");
        assertThat(body.getString("api_version")).isEqualTo("cmk/v2");
        assertThat(body.getString("kind")).isEqualTo("Cluster");
        assertThat(body.getString("metadata.resource_name"))
                .isEqualTo("crn://weir/organization=" + tenant.organization() + "/environment=" + tenant.environment()
                        + "/cloud-cluster=" + id + "/kafka=" + id);
        assertThat(body.getString("spec.display_name")).isEqualTo("events");
        assertThat(body.getString("spec.availability")).isEqualTo("SINGLE_ZONE");
        assertThat(body.getString("spec.cloud")).isEqualTo("AWS");
        assertThat(body.getString("spec.region")).isEqualTo("local");
        assertThat(body.getString("spec.config.kind")).isEqualTo("Basic");
        assertThat(body.getString("spec.kafka_bootstrap_endpoint")).isEqualTo("127.0.0.1:9092");
        assertThat(body.getString("spec.http_endpoint")).isEqualTo("http://127.0.0.1:8082");
        assertThat(body.getBoolean("spec.deletion_protection")).isFalse();
        assertThat(body.getString("spec.environment.id")).isEqualTo(tenant.environment());
        assertThat(body.getString("status.phase")).isEqualTo("PROVISIONING");
        assertThat(created.asString()).doesNotContain("null");
        assertThat(tenant.get(PATH + "/" + id + "?environment=" + tenant.environment())
                        .jsonPath()
                        .getString("spec.display_name"))
                .isEqualTo("events");
        assertThat(tenant.get(PATH + "?environment=" + tenant.environment())
                        .jsonPath()
                        .getList("data.id"))
                .containsExactly(id);
    }

    @Test
    void isAnnouncedInTheTransactionThatMadeIt() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        assertThat(topics(id)).contains("weir.clusters").contains("weir.cluster-secrets");
        tenant.delete(PATH + "/" + id);
        assertThat(Sql.text(
                        database,
                        "select payload from outbox where topic = 'weir.clusters' and record_key = ? order by id desc",
                        id))
                .contains("DELETED");
    }

    @Test
    void whatWasRefusedIsNotAnnounced() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String before = Sql.text(database, "select count(*) from cluster");
        assertProblem(tenant.createCluster("events", "Dedicated"), 422, "invalid_configuration");
        assertThat(Sql.text(database, "select count(*) from cluster")).isEqualTo(before);
    }

    @Test
    void becomesStandardOnceAndForGood() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        String path = PATH + "/" + id;
        String standard = patch(tenant, "\"config\":{\"kind\":\"Standard\"}");

        assertThat(tenant.patch(path, standard).jsonPath().getString("spec.config.kind"))
                .isEqualTo("Standard");
        assertThat(tenant.get(path).jsonPath().getString("spec.config.kind")).isEqualTo("Standard");
        assertThat(generation(id)).isEqualTo("2");
        assertThat(tenant.patch(path, standard).statusCode()).isEqualTo(200);
        assertThat(generation(id)).isEqualTo("2");
        assertProblemAt(
                tenant.patch(path, patch(tenant, "\"config\":{\"kind\":\"Basic\"}")),
                422,
                "invalid_configuration",
                "/spec/config/kind");
    }

    @Test
    void isRenamedAndProtected() {
        Tenant tenant = Tenant.signUp();
        String path = PATH + "/" + tenant.cluster("events");
        tenant.cluster("taken");

        assertThat(tenant.patch(path, patch(tenant, "\"display_name\":\"orders\",\"deletion_protection\":true"))
                        .jsonPath()
                        .getString("spec.display_name"))
                .isEqualTo("orders");
        assertProblem(tenant.patch(path, patch(tenant, "\"display_name\":\"taken\"")), 409, "resource_already_exists");
        assertProblem(tenant.delete(path), 409, "deletion_protected");
        assertThat(tenant.get(PATH + "?spec.deletion_protection=true&environment=" + tenant.environment())
                        .jsonPath()
                        .getList("data.spec.display_name"))
                .containsExactly("orders");
        tenant.patch(path, patch(tenant, "\"deletion_protection\":false"));
        assertThat(tenant.delete(path).statusCode()).isEqualTo(204);
    }

    @Test
    void aNameIsTakenOnceUntilItsClusterIsDeleted() {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        assertProblemAt(tenant.createCluster("events", "Basic"), 409, "resource_already_exists", "/spec/display_name");
        tenant.delete(PATH + "/" + id);
        tenant.cluster("events");
    }

    @Test
    void theEnvironmentMustBeNamedToListAndBeRight() {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        String other = Tenant.id(tenant.post("/org/v2/environments", "{\"display_name\":\"other\"}"), 201);

        Response refused = tenant.get(PATH);
        assertProblem(refused, 400, "invalid_filter");
        assertThat(refused.jsonPath().getString("errors[0].source.parameter")).isEqualTo("environment");
        assertThat(tenant.get(PATH + "?environment=" + other).jsonPath().getList("data"))
                .isEmpty();
        assertProblem(tenant.get(PATH + "/" + id + "?environment=" + other), 404, "resource_not_found");
        assertProblem(tenant.delete(PATH + "/" + id + "?environment=" + other), 404, "resource_not_found");
        assertProblem(tenant.get(PATH + "?environment=env-unknown"), 404, "resource_not_found");
    }

    @Test
    void everyWrongValueIsNamed() {
        Tenant tenant = Tenant.signUp();
        Response refused = tenant.post(PATH, """
                {"spec":{"display_name":"%s","availability":"SOME","cloud":"MOON","config":{"kind":"Tiny"}}}
                """.formatted("x".repeat(65)));
        assertProblem(refused, 422, "invalid_configuration");
        assertThat(refused.jsonPath().getList("errors.source.pointer", String.class))
                .containsExactlyInAnyOrder(
                        "/spec/display_name", "/spec/availability", "/spec/cloud", "/spec/region", "/spec/config/kind");
        assertProblemAt(
                tenant.post(PATH, spec(tenant, "AZURE", "local", "Basic", "LOW")),
                422,
                "invalid_configuration",
                "/spec/cloud");
        assertProblemAt(
                tenant.post(PATH, spec(tenant, "AWS", "moon", "Basic", "LOW")),
                422,
                "invalid_configuration",
                "/spec/region");
        assertProblemAt(
                tenant.post(PATH, spec(tenant, "AWS", "local", "Basic", "HIGH")),
                422,
                "invalid_configuration",
                "/spec/availability");
        assertProblemAt(
                tenant.post(PATH, spec(tenant, "AWS", "local", "Basic", "LOW\",\"byok\":{\"id\":\"key\"},\"x\":\"")),
                422,
                "invalid_configuration",
                "/spec/byok");
        assertThat(tenant.post(PATH, spec(tenant, "AWS", "local", "Standard", "HIGH"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aSuspendedClusterIsStillSeen() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        Sql.update(database, "update cluster set suspended = true, desired_state = 'SUSPENDED' where id = ?", id);
        Response seen = tenant.get(PATH + "/" + id);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.jsonPath().getList("status.conditions.type")).contains("Suspended");
        assertThat(seen.jsonPath().getString("status.phase")).isEqualTo("PROVISIONING");
    }

    private String generation(String id) throws SQLException {
        return Sql.text(database, "select generation from cluster where id = ?", id);
    }

    private String topics(String id) throws SQLException {
        return Sql.text(database, "select string_agg(topic, ',') from outbox where record_key = ?", id);
    }

    private static String patch(Tenant tenant, String fields) {
        return "{\"spec\":{%s,\"environment\":{\"id\":\"%s\"}}}".formatted(fields, tenant.environment());
    }

    private static String spec(Tenant tenant, String cloud, String region, String kind, String availability) {
        return """
                {"spec":{"display_name":"x","availability":"%s","cloud":"%s","region":"%s","config":{"kind":"%s"},
                 "environment":{"id":"%s"}}}""".formatted(availability, cloud, region, kind, tenant.environment());
    }
}
