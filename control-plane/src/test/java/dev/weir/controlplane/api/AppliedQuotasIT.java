package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /service-quota/v1}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class AppliedQuotasIT {
    private static final String PATH = "/service-quota/v1/applied-quotas";
    private static final String CLUSTERS = "iam.max_kafka_clusters.per_org";

    private PostgresServer database;

    @Test
    void showsDefaultAppliedAndUsage() throws SQLException {
        Tenant tenant = Tenant.signUp();
        tenant.cluster("events");
        Sql.update(
                database,
                "insert into organization_limit values (?, '{\"organization\":{\"clusters\":3}}', now())",
                tenant.organization());
        Response one = tenant.get(PATH + "/" + CLUSTERS);
        assertThat(one.statusCode()).as(one.asString()).isEqualTo(200);
        JsonPath quota = one.jsonPath();
        assertThat(quota.getString("api_version")).isEqualTo("service-quota/v1");
        assertThat(quota.getString("kind")).isEqualTo("AppliedQuota");
        assertThat(quota.getString("id")).isEqualTo(CLUSTERS);
        assertThat(quota.getString("scope")).isEqualTo("ORGANIZATION");
        assertThat(quota.getInt("default_limit")).isEqualTo(10);
        assertThat(quota.getInt("applied_limit")).isEqualTo(3);
        assertThat(quota.getInt("usage")).isEqualTo(1);
        assertThat(quota.getString("organization.id")).isEqualTo(tenant.organization());
        assertThat(quota.getString("metadata.resource_name")).endsWith("/applied-quota=" + CLUSTERS);
        assertThat(one.asString()).doesNotContain("null");

        JsonPath all = tenant.get(PATH + "?scope=ORGANIZATION&page_size=100").jsonPath();
        assertThat(all.getList("data.id", String.class)).contains(CLUSTERS).hasSize(7);
        assertThat(all.getInt("metadata.total_size")).isEqualTo(7);
        assertThat(tenant.get(PATH + "?scope=organization&id=" + CLUSTERS)
                        .jsonPath()
                        .getList("data.id"))
                .containsExactly(CLUSTERS);
    }

    @Test
    void everyClusterHasItsOwnAndPagesGoThroughThemAll() {
        Tenant tenant = Tenant.signUp();
        List<String> clusters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clusters.add(tenant.cluster("cluster " + i));
        }
        Tenant.key(tenant.createClusterKey(tenant.user(), clusters.get(1)));
        List<String> seen = new ArrayList<>();
        String path = PATH + "?scope=KAFKA_CLUSTER&page_size=7";
        String next = path;
        while (next != null) {
            JsonPath page = tenant.get(next).jsonPath();
            assertThat(page.getInt("metadata.total_size")).isEqualTo(48);
            for (int i = 0; i < page.getList("data").size(); i++) {
                seen.add(page.getString("data[%d].kafka_cluster.id".formatted(i)) + " "
                        + page.getString("data[%d].id".formatted(i)));
            }
            String link = page.getString("metadata.next");
            next = link == null ? null : path + link.substring(link.indexOf("&page_token"));
        }
        assertThat(seen).hasSize(48).doesNotHaveDuplicates();

        JsonPath one = tenant.get(PATH + "/kafka.max_kafka_creds.per_cluster?kafka_cluster=" + clusters.get(1))
                .jsonPath();
        assertThat(one.getInt("usage")).isEqualTo(1);
        assertThat(one.getInt("applied_limit")).isEqualTo(50);
        assertThat(one.getString("environment.id")).isEqualTo(tenant.environment());
        assertThat(tenant.get(PATH + "?scope=KAFKA_CLUSTER&page_size=100&kafka_cluster=" + clusters.get(0))
                        .jsonPath()
                        .getList("data.kafka_cluster.id"))
                .hasSize(16)
                .containsOnly(clusters.get(0));
    }

    @Test
    void showsNothingOfOthers() {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        Tenant stranger = Tenant.signUp();
        String one = PATH + "/kafka.max_partitions.per_cluster?kafka_cluster=" + cluster;
        assertThat(tenant.get(one).statusCode()).isEqualTo(200);
        assertProblem(stranger.get(one), 404, "resource_not_found");
        assertThat(stranger.get(PATH + "?scope=KAFKA_CLUSTER&kafka_cluster=" + cluster)
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
    }

    @Test
    void anUnknownScopeOrQuotaIsRefused() {
        Tenant tenant = Tenant.signUp();
        assertProblem(tenant.get(PATH), 400, "invalid_filter");
        assertProblem(tenant.get(PATH + "?scope=MOON"), 400, "invalid_filter");
        assertProblem(tenant.get(PATH + "/kafka.max_partitions.per_cluster"), 400, "invalid_filter");
        assertProblem(tenant.get(PATH + "/iam.max_castles.per_org"), 404, "resource_not_found");
        assertThat(tenant.get(PATH + "?scope=NETWORK").jsonPath().getList("data"))
                .isEmpty();
    }

    @Test
    void scopesAreListed() {
        Tenant tenant = Tenant.signUp();
        JsonPath all = tenant.get("/service-quota/v1/scopes?page_size=3").jsonPath();
        assertThat(all.getList("data")).hasSize(3);
        assertThat(all.getInt("metadata.total_size")).isEqualTo(8);
        assertThat(all.getString("metadata.next")).contains("page_token");
        assertThat(tenant.get("/service-quota/v1/scopes/KAFKA_CLUSTER")
                        .jsonPath()
                        .getString("description"))
                .isNotBlank();
        assertProblem(tenant.get("/service-quota/v1/scopes/MOON"), 404, "resource_not_found");
    }
}
