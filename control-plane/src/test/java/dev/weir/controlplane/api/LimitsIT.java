package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static dev.weir.controlplane.api.Answers.detail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code /weir/v1/admin/plans} and {@code /weir/v1/admin/organizations}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class LimitsIT {
    private static final String PLANS = "/weir/v1/admin/plans";
    private static final String ORGANIZATIONS = "/weir/v1/admin/organizations";
    private static final Tenant.Key ADMIN = new Tenant.Key(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET);

    private PostgresServer database;

    @Test
    void anOrganizationsOwnLimitIsLaidOverItsPlans() {
        Tenant tenant = Tenant.signUp();
        Response changed = patchOrganization(tenant, "{\"limits\":{\"organization\":{\"environments\":1}}}");
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.jsonPath().getInt("limits.organization.environments"))
                .isEqualTo(1);

        Response refused = environment(tenant, "second");
        assertProblem(refused, 402, "quota_exceeded");
        assertThat(detail(refused)).isEqualTo("Limit iam.max_environments.per_org is 1, in use are 1.");
        // Another limit is the plan's still, and another organization's too.
        tenant.serviceAccount("robot");
        Tenant.id(environment(Tenant.signUp(), "second"), 201);

        patchOrganization(tenant, "{\"limits\":{\"organization\":{\"environments\":2}}}");
        Tenant.id(environment(tenant, "second"), 201);
        assertProblem(environment(tenant, "third"), 402, "quota_exceeded");
        changed = patchOrganization(tenant, "{\"limits\":{\"organization\":{\"environments\":null}}}");
        assertThat(changed.jsonPath().getMap("limits")).isEmpty();
        Tenant.id(environment(tenant, "third"), 201);
    }

    @Test
    void creationsPerDayCountWhatIsDeletedToo() {
        Tenant tenant = Tenant.signUp();
        patchOrganization(tenant, "{\"limits\":{\"organization\":{\"cluster_creations_per_day\":2}}}");
        String first = tenant.cluster("first");
        tenant.delete("/cmk/v2/clusters/" + first);
        tenant.cluster("second");
        Response refused = tenant.createCluster("third", "Basic");
        assertProblem(refused, 402, "quota_exceeded");
        assertThat(detail(refused)).isEqualTo("Limit kafka.max_kafka_creation.per_day is 2, in use are 2.");
    }

    @Test
    void aClustersNewLimitIsToldAsAHigherGeneration() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        patchOrganization(tenant, "{\"limits\":{\"organization\":{\"clusters\":5}}}");
        assertThat(generation(cluster)).isEqualTo("1");

        patchOrganization(tenant, "{\"limits\":{\"clusters\":{\"Basic\":{\"partitions\":7}}}}");
        assertThat(generation(cluster)).isEqualTo("2");
        assertThat(told(cluster)).contains("\"partitions\":7").contains("\"generation\":2");
        patchOrganization(tenant, "{\"limits\":{\"clusters\":{\"Basic\":{\"partitions\":7}}}}");
        assertThat(generation(cluster)).isEqualTo("2");
    }

    @Test
    void aPlansChangeReachesTheClustersOfItsOrganizationsAndNoOthers() throws SQLException {
        String plan = plan(11);
        List<Tenant> tenants = List.of(Tenant.signUp(), Tenant.signUp());
        Tenant other = Tenant.signUp();
        String untouched = other.cluster("events");
        List<String> clusters =
                tenants.stream().map(tenant -> tenant.cluster("events")).toList();
        tenants.forEach(tenant -> assertThat(
                        patchOrganization(tenant, "{\"plan\":\"" + plan + "\"}").statusCode())
                .isEqualTo(200));
        for (String cluster : clusters) {
            assertThat(told(cluster)).contains("\"partitions\":11");
        }

        Response changed = as().body("{\"limits\":{\"clusters\":{\"Basic\":{\"partitions\":12}}}}")
                .patch(PLANS + "/" + plan);
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.jsonPath().getInt("organizations")).isEqualTo(2);
        for (String cluster : clusters) {
            await().untilAsserted(() ->
                    assertThat(told(cluster)).contains("\"partitions\":12").contains("\"generation\":3"));
        }
        assertThat(generation(untouched)).isEqualTo("1");
        await().untilAsserted(() -> assertThat(Sql.text(database, "select count(*) from limit_rollout"))
                .isEqualTo("0"));
    }

    @Test
    void aPlanThatIsHadKeepsItsKinds() {
        String plan = plan(1);
        assertProblem(
                as().body("{\"limits\":{\"clusters\":{\"Basic\":{\"partitions\":0}}}}")
                        .patch(PLANS + "/" + plan),
                422,
                "invalid_configuration");
        Tenant tenant = Tenant.signUp();
        assertThat(patchOrganization(tenant, "{\"plan\":\"" + plan + "\"}").statusCode())
                .isEqualTo(200);
        assertProblem(
                as().body("{\"limits\":{\"clusters\":{\"Basic\":null}}}").patch(PLANS + "/" + plan),
                409,
                "resource_in_use");
        assertThat(patchOrganization(tenant, "{\"plan\":\"free\"}").statusCode())
                .isEqualTo(200);
        assertThat(as().body("{\"limits\":{\"clusters\":{\"Basic\":null}}}")
                        .patch(PLANS + "/" + plan)
                        .statusCode())
                .isEqualTo(200);
        tenant.cluster("events");
        assertProblemAt(
                patchOrganization(tenant, "{\"plan\":\"" + plan + "\"}"), 422, "invalid_configuration", "/plan");
    }

    @Test
    void nonsenseIsRefusedAndNamed() {
        Tenant tenant = Tenant.signUp();
        Response refused = patchOrganization(tenant, """
                {"limits":{"organization":{"environments":-1,"castles":1},"clusters":{"Tiny":{},"Basic":{"partitions":"x"}},
                 "moon":{}}}""");
        assertProblem(refused, 422, "invalid_configuration");
        assertThat(refused.jsonPath().getList("errors.source.pointer", String.class))
                .containsExactlyInAnyOrder(
                        "/limits/organization/environments",
                        "/limits/organization/castles",
                        "/limits/clusters/Tiny",
                        "/limits/clusters/Basic/partitions",
                        "/limits/moon");
        assertProblemAt(patchOrganization(tenant, "{\"plan\":\"none\"}"), 404, "resource_not_found", "/plan");
        assertProblemAt(
                patchOrganization(tenant, "{\"limits\":{\"clusters\":{\"Dedicated\":{\"partitions\":1}}}}"),
                422,
                "invalid_configuration",
                "/limits/clusters/Dedicated");
        assertProblem(
                patchOrganization(tenant, "{\"limits\":{\"organization\":{\"clusters\":9999999999}}}"),
                422,
                "invalid_configuration");
        assertProblem(
                as().body("{\"limits\":{\"organization\":{\"clusters\":1}}}").put(PLANS + "/half"),
                422,
                "invalid_configuration");
        assertProblemAt(as().body("{}").put(PLANS + "/half"), 422, "invalid_configuration", "/limits");
        assertProblem(as().get(PLANS + "/none"), 404, "resource_not_found");
        assertProblem(as().get(ORGANIZATIONS + "/" + UUID.randomUUID()), 404, "resource_not_found");
    }

    @Test
    void theAdministratorSeesWhatAnOrganizationUses() {
        Tenant tenant = Tenant.signUp();
        tenant.cluster("events");
        Response seen = as().get(ORGANIZATIONS + "/" + tenant.organization());
        assertThat(seen.statusCode()).as(seen.asString()).isEqualTo(200);
        assertThat(seen.jsonPath().getInt("quotas.find { it.id == 'iam.max_kafka_clusters.per_org' }.usage"))
                .isEqualTo(1);
        assertThat(seen.jsonPath().getInt("quotas.find { it.id == 'iam.max_kafka_clusters.per_org' }.limit"))
                .isEqualTo(10);
        assertThat(seen.jsonPath().getInt("quotas.find { it.id == 'iam.max_users.per_org' }.usage"))
                .isEqualTo(1);
        Response list = as().get(ORGANIZATIONS + "?plan=free&page_size=1");
        assertThat(list.jsonPath().getList("data")).hasSize(1);
        assertThat(list.jsonPath().getString("metadata.next"))
                .contains("plan=free")
                .contains("page_token=");
    }

    @Test
    void isForThePlatformsAdministratorOnly() {
        Tenant tenant = Tenant.signUp();
        for (String path :
                List.of(PLANS, PLANS + "/free", ORGANIZATIONS, ORGANIZATIONS + "/" + tenant.organization())) {
            assertProblem(tenant.get(path), 403, "forbidden");
            assertThat(as().get(path).statusCode()).isEqualTo(200);
        }
        assertProblem(tenant.patch(PLANS + "/free", "{}"), 403, "forbidden");
        assertProblem(tenant.patch(ORGANIZATIONS + "/" + tenant.organization(), "{}"), 403, "forbidden");
    }

    private static String plan(int partitions) {
        String name = "plan-" + UUID.randomUUID();
        Response made = as().body("""
            {"limits":{"organization":{"environments":3,"clusters":2,"service_accounts":2,"cloud_api_keys":3},
             "clusters":{"Basic":{"ingress_bytes_per_second":1000,"egress_bytes_per_second":1000,"connections":10,
               "connections_per_second":5,"requests_per_second":100,"partitions":%d,"message_bytes":1000,
               "storage_bytes":1000000,"api_keys":5}}}}""".formatted(partitions)).put(PLANS + "/" + name);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(200);
        assertThat(made.jsonPath().getInt("limits.clusters.Basic.partitions")).isEqualTo(partitions);
        return name;
    }

    private static Response patchOrganization(Tenant tenant, String body) {
        return as().body(body).patch(ORGANIZATIONS + "/" + tenant.organization());
    }

    private static io.restassured.specification.RequestSpecification as() {
        return Tenant.as(ADMIN).contentType(ContentType.JSON);
    }

    private static Response environment(Tenant tenant, String name) {
        return tenant.post("/org/v2/environments", "{\"display_name\":\"" + name + "\"}");
    }

    private String generation(String cluster) throws SQLException {
        return Sql.text(database, "select generation from cluster where id = ?", cluster);
    }

    private String told(String cluster) throws SQLException {
        return Sql.text(
                database,
                "select payload from outbox where topic = 'weir.clusters' and record_key = ? order by id desc",
                cluster);
    }
}
