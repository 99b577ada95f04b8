package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static dev.weir.controlplane.api.Answers.detail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan or a region doesn't allow. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class QuotasIT {
    private PostgresServer database;

    @Test
    void aPassedLimitIsNamedWithItsValueAndTheUsage() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Sql.plan(database, tenant, 2, 1, 2);

        Tenant.id(tenant.post("/org/v2/environments", "{\"display_name\":\"second\"}"), 201);
        Response refused = tenant.post("/org/v2/environments", "{\"display_name\":\"third\"}");
        assertProblem(refused, 402, "quota_exceeded");
        assertThat(detail(refused)).isEqualTo("Limit iam.max_environments.per_org is 2, in use are 2.");

        String cluster = tenant.cluster("events");
        assertProblem(tenant.createCluster("more", "Basic"), 402, "quota_exceeded");
        Tenant.key(tenant.createClusterKey(tenant.user(), cluster));
        Tenant.key(tenant.createClusterKey(tenant.user(), cluster));
        assertProblem(tenant.createClusterKey(tenant.user(), cluster), 402, "quota_exceeded");
        Tenant.key(tenant.createCloudKey(tenant.user()));
        assertProblem(tenant.createCloudKey(tenant.user()), 402, "quota_exceeded");
        tenant.serviceAccount("one");
        tenant.serviceAccount("two");
        assertProblem(tenant.post("/iam/v2/service-accounts", "{\"display_name\":\"three\"}"), 402, "quota_exceeded");

        assertThat(tenant.delete("/cmk/v2/clusters/" + cluster).statusCode()).isEqualTo(204);
        tenant.cluster("more");
    }

    @Test
    void twentyAtOnceGetTheOneRemainingPlace() throws Exception {
        Tenant tenant = Tenant.signUp();
        Sql.plan(database, tenant, 2, 1, 1);
        List<Integer> statuses = Parallel.statuses(20, i -> tenant.createCluster("cluster " + i, "Basic"));
        assertThat(statuses).containsOnly(202, 402).containsOnlyOnce(202);

        List<Integer> environments = Parallel.statuses(
                20, i -> tenant.post("/org/v2/environments", "{\"display_name\":\"env %d\"}".formatted(i)));
        assertThat(environments).containsOnly(201, 402).containsOnlyOnce(201);
    }

    @Test
    void twentyWithOneNameGetItOnce() throws Exception {
        Tenant tenant = Tenant.signUp();
        List<Integer> statuses = Parallel.statuses(20, i -> tenant.createCluster("the one", "Basic"));
        assertThat(statuses).containsOnly(202, 409).containsOnlyOnce(202);
    }

    @Test
    void aFullRegionSaysSoAtOnceToEveryOrganization() throws Exception {
        Sql.update(database, """
                insert into region (id, cloud, display_name, runtime, max_awake_brokers, updated_at)
                values ('tiny', 'AWS', 'Tiny', 'embedded', 2, now()) on conflict do nothing""");
        List<Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tenants.add(Tenant.signUp());
        }
        List<Integer> statuses = Parallel.statuses(6, i -> inRegion(tenants.get(i), "tiny"));
        assertThat(statuses).containsOnly(202, 409);
        assertThat(statuses.stream().filter(status -> status == 202)).hasSize(2);

        Response refused = inRegion(tenants.getFirst(), "tiny", "again");
        assertProblemAt(refused, 409, "no_capacity", "/spec/region");
        assertThat(detail(refused)).isEqualTo("Region tiny may run 2 brokers, 2 do.");
        Sql.update(database, "update cluster set suspended = true, desired_state = 'SUSPENDED' where region = 'tiny'");
        assertThat(inRegion(tenants.getFirst(), "tiny", "again").statusCode()).isEqualTo(202);
    }

    private static Response inRegion(Tenant tenant, String region) {
        return inRegion(tenant, region, "events");
    }

    private static Response inRegion(Tenant tenant, String region, String name) {
        return tenant.post("/cmk/v2/clusters", """
                {"spec":{"display_name":"%s","cloud":"AWS","region":"%s","config":{"kind":"Basic"},
                 "environment":{"id":"%s"}}}""".formatted(name, region, tenant.environment()));
    }
}
