package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.clientquota.ClientQuotaRows;
import dev.weir.controlplane.clientquota.ClientQuotasChanged;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /kafka-quotas/v1/client-quotas}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class ClientQuotasIT {
    private static final String PATH = "/kafka-quotas/v1/client-quotas";

    private PostgresServer database;

    @Inject
    ClientQuotaRows rows;

    @Inject
    Announced announced;

    private Tenant tenant;
    private String cluster;
    private String account;

    @BeforeEach
    void signUp() {
        tenant = Tenant.signUp();
        cluster = tenant.cluster("events");
        account = tenant.serviceAccount("robot");
        announced.forget();
    }

    @Test
    void hasTheShapeThatClientsExpect() {
        Response created = create(tenant, cluster, "[{\"id\":\"%s\"},{\"id\":\"<default>\"}]".formatted(account));

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(202);
        var body = created.jsonPath();
        String id = body.getString("id");
        assertThat(id).startsWith("cq-");
        assertThat(body.getString("api_version")).isEqualTo("kafka-quotas/v1");
        assertThat(body.getString("kind")).isEqualTo("ClientQuota");
        assertThat(body.getString("metadata.resource_name"))
                .endsWith("/cloud-cluster=" + cluster + "/kafka=" + cluster + "/client-quota=" + id);
        assertThat(body.getString("spec.throughput.ingress_byte_rate")).isEqualTo("1000");
        assertThat(body.getString("spec.throughput.egress_byte_rate")).isEqualTo("2000");
        assertThat(body.getString("spec.cluster.id")).isEqualTo(cluster);
        assertThat(body.getString("spec.cluster.environment")).isEqualTo(tenant.environment());
        assertThat(body.getString("spec.environment.id")).isEqualTo(tenant.environment());
        assertThat(body.getList("spec.principals.id")).containsExactly(account, "<default>");
        assertThat(body.getList("spec.principals.related")).doesNotContainNull();
        assertThat(created.asString()).doesNotContain("null");
        assertThat(tenant.get(PATH + "/" + id).asString()).isEqualTo(created.asString());
        assertThat(list().getList("data.id")).containsExactly(id);

        assertThat(tenant.delete(PATH + "/" + id).statusCode()).isEqualTo(204);
        assertProblem(tenant.get(PATH + "/" + id), 404, "resource_not_found");
        assertProblem(tenant.delete(PATH + "/" + id), 404, "resource_not_found");
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        String id = Tenant.id(create(tenant, cluster, principals(account)), 202);

        Response patched = tenant.patch(
                PATH + "/" + id,
                "{\"spec\":{\"throughput\":{\"ingress_byte_rate\":\"5\",\"egress_byte_rate\":\"6\"}}}");
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(patched.jsonPath().getString("spec.throughput.ingress_byte_rate"))
                .isEqualTo("5");
        assertThat(patched.jsonPath().getString("spec.display_name")).isEqualTo("quota");
        assertThat(patched.jsonPath().getList("spec.principals.id")).containsExactly(account);

        String other = tenant.serviceAccount("other");
        patched = tenant.patch(
                PATH + "/" + id,
                "{\"spec\":{\"principals\":%s,\"cluster\":{\"id\":\"%s\"},\"display_name\":\"renamed\"}}"
                        .formatted(principals(other), cluster));
        assertThat(patched.jsonPath().getList("spec.principals.id")).containsExactly(other);
        assertThat(patched.jsonPath().getString("spec.display_name")).isEqualTo("renamed");
        assertProblemAt(
                tenant.patch(PATH + "/" + id, "{\"spec\":{\"cluster\":{\"id\":\"lkc-other\"}}}"),
                422,
                "invalid_configuration",
                "/spec/cluster/id");
        assertThat(quotas()).containsExactly(new PrincipalQuota(other, 5L, 6L));
    }

    @Test
    void aPrincipalHasOneQuotaOnAClusterAndAnotherOnAnother() {
        String id = Tenant.id(create(tenant, cluster, principals(account)), 202);

        assertProblemAt(
                create(tenant, cluster, principals(account)), 409, "resource_already_exists", "/spec/principals");
        Tenant.id(create(tenant, tenant.cluster("second"), principals(account)), 202);
        tenant.delete(PATH + "/" + id);
        Tenant.id(create(tenant, cluster, principals(account)), 202);
    }

    @Test
    void twentyAtOnceForOnePrincipalMakeOneQuota() throws Exception {
        List<Integer> statuses = Parallel.statuses(20, i -> create(tenant, cluster, principals(account)));
        assertThat(statuses).containsOnly(202, 409).containsOnlyOnce(202);
    }

    @Test
    void everyWrongValueIsNamed() {
        Response refused = tenant.post(PATH, """
                {"spec":{"display_name":"","throughput":{"ingress_byte_rate":"-1","egress_byte_rate":"99999999999999999999"},
                 "principals":[{"id":"nobody"},{"id":"sa-a"},{"id":"sa-a"}]}}""");
        assertProblem(refused, 422, "invalid_configuration");
        assertThat(refused.jsonPath().getList("errors.source.pointer", String.class))
                .containsExactlyInAnyOrder(
                        "/spec/display_name",
                        "/spec/throughput/ingress_byte_rate",
                        "/spec/throughput/egress_byte_rate",
                        "/spec/principals/0/id",
                        "/spec/principals/2/id",
                        "/spec/cluster/id");
        assertProblemAt(
                create(tenant, cluster, principals("sa-unknown")), 404, "resource_not_found", "/spec/principals/0/id");
        assertProblemAt(create(tenant, cluster, "[]"), 422, "invalid_configuration", "/spec/principals");
        assertProblem(tenant.get(PATH + "?environment=" + tenant.environment()), 400, "invalid_filter");
        assertProblem(tenant.get(PATH + "?spec.cluster=" + cluster), 400, "invalid_filter");
    }

    @Test
    void anothersAreNotThere() {
        String id = Tenant.id(create(tenant, cluster, principals(account)), 202);
        Tenant stranger = Tenant.signUp();

        assertProblem(stranger.get(PATH + "/" + id), 404, "resource_not_found");
        assertProblem(stranger.patch(PATH + "/" + id, "{\"spec\":{}}"), 404, "resource_not_found");
        assertProblem(stranger.delete(PATH + "/" + id), 404, "resource_not_found");
        assertProblem(create(stranger, cluster, "[{\"id\":\"<default>\"}]"), 404, "resource_not_found");
        assertProblem(create(stranger, stranger.cluster("own"), principals(account)), 404, "resource_not_found");
        assertThat(tenant.get(PATH + "/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void whatThePlanAllowsACluster() throws SQLException {
        Sql.update(
                database,
                "insert into organization_limit values (?, '{\"clusters\":{\"BASIC\":{\"clientQuotas\":1}}}', now())",
                tenant.organization());
        Tenant.id(create(tenant, cluster, principals(account)), 202);
        assertProblem(create(tenant, cluster, "[{\"id\":\"<default>\"}]"), 402, "quota_exceeded");
    }

    @Test
    void theClustersAccessIsToldAtEachChange() {
        String id = Tenant.id(create(tenant, cluster, principals(account)), 202);
        assertThat(announced.clusters()).containsExactly(new ClusterId(cluster));
        assertThat(quotas()).containsExactly(new PrincipalQuota(account, 1000L, 2000L));
        tenant.patch(PATH + "/" + id, "{\"spec\":{\"description\":\"for tests\"}}");
        assertThat(announced.clusters()).hasSize(2);
        tenant.delete(PATH + "/" + id);
        assertThat(announced.clusters()).hasSize(3);
        assertThat(quotas()).isEmpty();
    }

    @Test
    void goWithTheirServiceAccountAndTheirCluster() {
        String alone = Tenant.id(create(tenant, cluster, principals(account)), 202);
        String other = tenant.serviceAccount("other");
        String second = tenant.cluster("second");
        String shared =
                Tenant.id(create(tenant, second, "[{\"id\":\"%s\"},{\"id\":\"%s\"}]".formatted(account, other)), 202);
        announced.forget();

        assertThat(tenant.delete("/iam/v2/service-accounts/" + account).statusCode())
                .isEqualTo(204);
        assertProblem(tenant.get(PATH + "/" + alone), 404, "resource_not_found");
        assertThat(tenant.get(PATH + "/" + shared).jsonPath().getList("spec.principals.id"))
                .containsExactly(other);
        assertThat(announced.clusters()).containsExactlyInAnyOrder(new ClusterId(cluster), new ClusterId(second));

        assertThat(tenant.delete("/cmk/v2/clusters/" + second).statusCode()).isEqualTo(204);
        assertProblem(tenant.get(PATH + "/" + shared), 404, "resource_not_found");
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 5; i++) {
            create(tenant, cluster, principals(tenant.serviceAccount("robot " + i)));
        }
        String path = PATH + "?spec.cluster=" + cluster + "&environment=" + tenant.environment() + "&page_size=2";
        Response first = tenant.get(path);
        assertThat(first.jsonPath().getInt("metadata.total_size")).isEqualTo(5);
        String next = first.jsonPath().getString("metadata.next");
        Response second = tenant.get(path + next.substring(next.indexOf("&page_token")));
        assertThat(second.jsonPath().getList("data.id", String.class))
                .hasSize(2)
                .doesNotContainAnyElementsOf(first.jsonPath().getList("data.id", String.class));
    }

    private io.restassured.path.json.JsonPath list() {
        return tenant.get(PATH + "?spec.cluster=" + cluster + "&environment=" + tenant.environment())
                .jsonPath();
    }

    private List<PrincipalQuota> quotas() {
        return database.inTransaction(connection -> rows.of(connection, new ClusterId(cluster)));
    }

    private static String principals(String id) {
        return "[{\"id\":\"%s\",\"related\":\"\",\"resource_name\":\"\"}]".formatted(id);
    }

    private static Response create(Tenant tenant, String cluster, String principals) {
        return tenant.post(PATH, """
                {"spec":{"display_name":"quota","description":"",
                 "throughput":{"ingress_byte_rate":"1000","egress_byte_rate":"2000"},
                 "cluster":{"id":"%s"},"principals":%s,"environment":{"id":"%s"}}}
                """.formatted(cluster, principals, tenant.environment()));
    }

    /** What whoever publishes access would hear. */
    @ApplicationScoped
    static class Announced {
        private final List<ClusterId> clusters = new CopyOnWriteArrayList<>();

        List<ClusterId> clusters() {
            return clusters;
        }

        void forget() {
            clusters.clear();
        }

        void told(@Observes ClientQuotasChanged changed) {
            clusters.add(changed.cluster());
        }
    }
}
