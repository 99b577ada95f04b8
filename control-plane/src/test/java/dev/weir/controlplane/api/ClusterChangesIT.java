package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What becomes of a cluster when its owner wants more of it, or it fails; SQL says what an agent would report. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class ClusterChangesIT {
    private static final String PATH = "/cmk/v2/clusters";

    private PostgresServer database;

    @Test
    void aBasicClusterBecomesStandardAndHighInOnePatch() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        reported(id, "PROVISIONED", "", "");
        JsonPath patched = patch(tenant, id, "\"config\":{\"kind\":\"Standard\"},\"availability\":\"MULTI_ZONE\"", 200);
        assertThat(patched.getString("spec.config.kind")).isEqualTo("Standard");
        assertThat(patched.getString("spec.availability")).isEqualTo("MULTI_ZONE");
        assertThat(patched.getString("status.phase")).isEqualTo("PROVISIONED");
        assertThat(condition(patched, "Scaling")).isEqualTo("True Scaling");
        assertThat(condition(patched, "Ready")).startsWith("True");
        assertThat(brokers(id)).isEqualTo("3 2");

        reported(id, "PROVISIONED", "", "");
        JsonPath settled = tenant.get(PATH + "/" + id).jsonPath();
        assertThat(condition(settled, "Scaling")).isEqualTo("False ");
        // To say it again changes nothing.
        patch(tenant, id, "\"config\":{\"kind\":\"Standard\"},\"availability\":\"HIGH\"", 200);
        assertThat(brokers(id)).isEqualTo("3 2");
        refuse(tenant, id, "\"availability\":\"LOW\"", "/spec/availability");
    }

    @Test
    void whereBrokersCannotBeAddedItIsRefusedWhichMoreWouldNeed() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        Sql.update(database, """
                insert into region (id, cloud, display_name, runtime, max_awake_brokers, updated_at)
                values ('pods', 'AWS', 'Kubernetes', 'kubernetes', 20, now()) on conflict do nothing""");
        Sql.update(database, "update cluster set region = 'pods' where id = ?", id);
        refuse(tenant, id, "\"config\":{\"kind\":\"Standard\"},\"availability\":\"MULTI_ZONE\"", "/spec/availability");
        assertThat(brokers(id)).isEqualTo("1 1");
        patch(tenant, id, "\"config\":{\"kind\":\"Standard\"}", 200);
        assertThat(brokers(id)).isEqualTo("1 2");
    }

    @Test
    void aBasicClusterHasOneBroker() {
        Tenant tenant = Tenant.signUp();
        refuse(tenant, tenant.cluster("events"), "\"availability\":\"HIGH\"", "/spec/availability");
    }

    @Test
    void aDedicatedClusterGrowsAndItsStatusFollowsWhenItIsDone() throws SQLException {
        Tenant tenant = Tenant.signUp();
        offerDedicated(tenant);
        Response created = tenant.post(PATH, """
                {"spec":{"display_name":"big","availability":"HIGH","cloud":"AWS","region":"local",
                 "config":{"kind":"Dedicated","cku":1},"environment":{"id":"%s"}}}""".formatted(tenant.environment()));
        String id = Tenant.id(created, 202);
        reported(id, "PROVISIONED", "", "");
        assertThat(tenant.get(PATH + "/" + id).jsonPath().getInt("status.cku")).isEqualTo(1);

        JsonPath patched = patch(tenant, id, "\"config\":{\"cku\":2}", 200);
        assertThat(patched.getInt("spec.config.cku")).isEqualTo(2);
        assertThat(patched.getInt("status.cku")).isEqualTo(1);
        assertThat(brokers(id)).isEqualTo("4 2");
        reported(id, "PROVISIONED", "Scaling", "3 of 4 brokers serve");
        assertThat(tenant.get(PATH + "/" + id).jsonPath().getInt("status.cku")).isEqualTo(1);
        reported(id, "PROVISIONED", "", "");
        assertThat(tenant.get(PATH + "/" + id).jsonPath().getInt("status.cku")).isEqualTo(2);
        refuse(tenant, id, "\"config\":{\"cku\":1}", "/spec/config/cku");
        refuse(tenant, id, "\"config\":{\"cku\":25}", "/spec/config/cku");
    }

    @Test
    void aFailureSaysWhyAndIsTriedAgainWhenAskedFor() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String id = tenant.cluster("events");
        reported(id, "FAILED", "BrokerExited", "a broker ended with code 2 and is started again");
        JsonPath failed = tenant.get(PATH + "/" + id).jsonPath();
        assertThat(failed.getString("status.phase")).isEqualTo("FAILED");
        assertThat(condition(failed, "Ready")).isEqualTo("False BrokerExited");
        assertThat(failed.getString("status.conditions[0].last_transition_time"))
                .contains("T");

        Response retried = tenant.post("/weir/v1/clusters/" + id + "/retry", "{}");
        assertThat(retried.statusCode()).isEqualTo(202);
        assertThat(retried.jsonPath().getString("status.phase")).isEqualTo("PROVISIONING");
        assertThat(brokers(id)).isEqualTo("1 2");
        // It hasn't failed any more.
        assertThat(tenant.post("/weir/v1/clusters/" + id + "/retry", "{}").statusCode())
                .isEqualTo(202);
        assertThat(brokers(id)).isEqualTo("1 2");
        assertThat(Tenant.signUp()
                        .post("/weir/v1/clusters/" + id + "/retry", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    private void reported(String id, String phase, String reason, String message) throws SQLException {
        Sql.update(
                database,
                "update cluster set phase = ?, reason = ?, message = ? where id = ?",
                phase,
                reason,
                message,
                id);
    }

    /** Brokers and generation. */
    private String brokers(String id) throws SQLException {
        return Sql.text(database, "select brokers || ' ' || generation from cluster where id = ?", id);
    }

    private void offerDedicated(Tenant tenant) throws SQLException {
        String name = "dedicated of " + tenant.organization();
        Sql.update(database, """
                insert into plan (name, limits)
                select ?, jsonb_set(limits, '{clusters,DEDICATED}', limits -> 'clusters' -> 'STANDARD')
                from plan where name = 'free'""", name);
        Sql.update(database, "update organization set plan = ? where id = ?", name, tenant.organization());
    }

    private static JsonPath patch(Tenant tenant, String id, String fields, int status) {
        Response patched = tenant.patch(
                PATH + "/" + id,
                "{\"spec\":{%s,\"environment\":{\"id\":\"%s\"}}}".formatted(fields, tenant.environment()));
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(status);
        return patched.jsonPath();
    }

    private static void refuse(Tenant tenant, String id, String fields, String pointer) {
        Response refused = tenant.patch(
                PATH + "/" + id,
                "{\"spec\":{%s,\"environment\":{\"id\":\"%s\"}}}".formatted(fields, tenant.environment()));
        assertProblemAt(refused, 422, "invalid_configuration", pointer);
    }

    private static String condition(JsonPath cluster, String type) {
        String found = "status.conditions.find { it.type == '" + type + "' }.";
        return cluster.getString(found + "status") + " " + cluster.getString(found + "reason");
    }
}
