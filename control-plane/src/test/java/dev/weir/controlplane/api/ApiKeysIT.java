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

/** {@code /iam/v2}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class ApiKeysIT {
    private static final String PATH = "/iam/v2/api-keys";

    private PostgresServer database;

    @Test
    void aClustersKeyHasTheShapeThatClientsExpect() {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        Response created = tenant.createClusterKey(tenant.user(), cluster);

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(202);
        var body = created.jsonPath();
        assertThat(body.getString("api_version")).isEqualTo("iam/v2");
        assertThat(body.getString("kind")).isEqualTo("ApiKey");
        assertThat(body.getString("id")).matches("[A-Z0-9]{16}");
        assertThat(body.getString("spec.secret")).hasSize(64);
        assertThat(body.getString("spec.display_name")).isEmpty();
        assertThat(body.getString("spec.owner.id")).isEqualTo(tenant.user());
        assertThat(body.getString("spec.owner.kind")).isEqualTo("User");
        assertThat(body.getString("spec.owner.api_version")).isEqualTo("iam/v2");
        assertThat(body.getString("spec.resource.id")).isEqualTo(cluster);
        assertThat(body.getString("spec.resource.kind")).isEqualTo("Cluster");
        assertThat(body.getString("spec.resource.api_version")).isEqualTo("cmk/v2");

        Response seen = tenant.get(PATH + "/" + body.getString("id"));
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.asString()).doesNotContain("secret");
        assertThat(tenant.get(PATH + "?spec.resource=" + cluster).asString()).doesNotContain("secret");
    }

    @Test
    void aCloudKeyIsAskedForWithoutAResourceAndSaysWhatItIs() {
        Tenant tenant = Tenant.signUp();
        Response created = tenant.createCloudKey(tenant.user());
        assertThat(created.jsonPath().getString("spec.resource.kind")).isEqualTo("Cloud");
        assertThat(tenant.with(Tenant.key(created)).get("/org/v2/environments").statusCode())
                .isEqualTo(200);
    }

    @Test
    void gatewaysAreToldOfClustersKeysOnly() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        Tenant.Key key = Tenant.key(tenant.createClusterKey(tenant.user(), cluster));
        Tenant.Key cloud = Tenant.key(tenant.createCloudKey(tenant.user()));

        assertThat(told(key))
                .contains("ACTIVE", cluster, "\"scramSha256\":\"salt=", "\"scramSha512\":\"salt=")
                .doesNotContain(key.secret());
        assertThat(told(cloud)).isNull();

        assertThat(tenant.delete(PATH + "/" + key.id()).statusCode()).isEqualTo(204);
        assertThat(told(key)).contains("REVOKED").contains("\"generation\":2");
        assertProblem(tenant.get(PATH + "/" + key.id()), 404, "resource_not_found");
        assertProblem(tenant.delete(PATH + "/" + key.id()), 404, "resource_not_found");
    }

    @Test
    void aRevokedCloudKeyIsRefusedAtOnceWhileAnotherOfItsOwnerGoesOn() {
        Tenant tenant = Tenant.signUp();
        Tenant.Key second = Tenant.key(tenant.createCloudKey(tenant.user()));
        Tenant rotated = tenant.with(second);
        assertThat(rotated.get("/org/v2/environments").statusCode()).isEqualTo(200);
        assertThat(rotated.delete(PATH + "/" + tenant.key().id()).statusCode()).isEqualTo(204);
        assertProblem(tenant.get("/org/v2/environments"), 401, "unauthorized");
        assertThat(rotated.get("/org/v2/environments").statusCode()).isEqualTo(200);
    }

    @Test
    void keysGoWithTheirServiceAccount() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String account = tenant.serviceAccount("robot");
        Tenant.Key key = Tenant.key(tenant.createClusterKey(account, tenant.cluster("events")));
        assertThat(tenant.get(PATH + "?spec.owner=" + account).jsonPath().getList("data.id"))
                .containsExactly(key.id());
        assertThat(tenant.delete("/iam/v2/service-accounts/" + account).statusCode())
                .isEqualTo(204);
        assertThat(told(key)).contains("REVOKED");
        assertProblem(tenant.get(PATH + "/" + key.id()), 404, "resource_not_found");
    }

    @Test
    void keysGoWithTheirCluster() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        Tenant.Key key = Tenant.key(tenant.createClusterKey(tenant.user(), cluster));
        assertThat(tenant.delete("/cmk/v2/clusters/" + cluster).statusCode()).isEqualTo(204);
        assertThat(told(key)).contains("REVOKED");
        assertProblem(tenant.get(PATH + "/" + key.id()), 404, "resource_not_found");
        assertProblemAt(
                tenant.createClusterKey(tenant.user(), cluster), 404, "resource_not_found", "/spec/resource/id");
    }

    @Test
    void isDescribedAnew() {
        Tenant tenant = Tenant.signUp();
        String path =
                PATH + "/" + Tenant.key(tenant.createCloudKey(tenant.user())).id();
        Response changed = tenant.patch(path, "{\"spec\":{\"display_name\":\"ci\"}}");
        assertThat(changed.jsonPath().getString("spec.display_name")).isEqualTo("ci");
        assertThat(tenant.get(path).asString()).isEqualTo(changed.asString());
    }

    @Test
    void ownersAndResourcesOfOthersAreAsUnknown() {
        Tenant tenant = Tenant.signUp();
        Tenant other = Tenant.signUp();
        String foreign = other.cluster("events");
        assertProblemAt(
                tenant.createClusterKey(tenant.user(), foreign), 404, "resource_not_found", "/spec/resource/id");
        assertProblemAt(
                tenant.createClusterKey(tenant.user(), "lkc-unknown"), 404, "resource_not_found", "/spec/resource/id");
        assertProblemAt(tenant.createCloudKey(other.user()), 404, "resource_not_found", "/spec/owner/id");
        assertProblemAt(tenant.createCloudKey("nobody"), 404, "resource_not_found", "/spec/owner/id");
        assertProblemAt(tenant.post(PATH, "{}"), 422, "invalid_configuration", "/spec/owner/id");
    }

    @Test
    void aServiceAccountIsKnownByItsName() {
        Tenant tenant = Tenant.signUp();
        String path = "/iam/v2/service-accounts";
        Response created = tenant.post(path, "{\"display_name\":\"my app\",\"description\":\"\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.jsonPath().getString("kind")).isEqualTo("ServiceAccount");
        assertThat(created.jsonPath().getString("description")).isEmpty();
        String id = created.jsonPath().getString("id");
        tenant.serviceAccount("other");

        assertThat(tenant.get(path + "?display_name=my&display_name=app")
                        .jsonPath()
                        .getList("data.id"))
                .containsExactly(id);
        assertThat(tenant.get(path + "?display_name=my%20app").jsonPath().getList("data.id"))
                .containsExactly(id);
        assertProblem(tenant.post(path, "{\"display_name\":\"my app\"}"), 409, "resource_already_exists");
        assertThat(tenant.patch(path + "/" + id, "{\"description\":\"runs\"}")
                        .jsonPath()
                        .getString("description"))
                .isEqualTo("runs");
        assertProblem(tenant.patch(path + "/" + id, "{\"display_name\":\"x\"}"), 422, "invalid_configuration");
    }

    private String told(Tenant.Key key) throws SQLException {
        return Sql.text(database, "select payload from outbox where record_key = ? order by id desc", key.id());
    }
}
