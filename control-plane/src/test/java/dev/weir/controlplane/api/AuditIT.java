package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code /weir/v1/audit-events}: every change and every refusal. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class AuditIT {
    private static final String PATH = "/weir/v1/audit-events";
    private static final String ADMIN_PATH = "/weir/v1/admin/audit-events";
    private static final String ENVIRONMENTS = "/org/v2/environments";
    private static final Tenant.Key ADMIN = new Tenant.Key(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET);

    private PostgresServer database;

    @Test
    void aChangeSaysWhoDidWhatFromWhereWithWhichResult() {
        Tenant tenant = Tenant.signUp();
        Response created = Tenant.as(tenant.key())
                .header("User-Agent", "curious/1.0 \u00e9")
                .contentType(ContentType.JSON)
                .body("{\"display_name\":\"secret plans\"}")
                .post(ENVIRONMENTS);
        String id = Tenant.id(created, 201);

        Response answer = tenant.get(PATH + "?resource=" + id);
        JsonPath events = answer.jsonPath();
        assertThat(events.getList("data")).as(answer.asString()).hasSize(1);
        assertThat(events.getString("data[0].kind")).isEqualTo("AuditEvent");
        assertThat(events.getString("data[0].method")).isEqualTo("POST");
        assertThat(events.getString("data[0].route")).isEqualTo(ENVIRONMENTS);
        assertThat(events.getInt("data[0].status")).isEqualTo(201);
        assertThat(events.getString("data[0].principal")).isEqualTo(tenant.user());
        assertThat(events.getString("data[0].credential"))
                .isEqualTo(tenant.key().id());
        assertThat(events.getString("data[0].address")).isEqualTo("127.0.0.1");
        assertThat(events.getString("data[0].user_agent")).startsWith("curious/1.0");
        assertThat(events.getString("data[0].request_id")).isEqualTo(created.header("X-Request-Id"));
        assertThat(answer.asString())
                .doesNotContain("error_code")
                .doesNotContain("secret plans")
                .doesNotContain(tenant.key().secret());
    }

    @Test
    void everyKindOfChangeIsThereAndReadingIsNot() {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        tenant.patch(
                "/cmk/v2/clusters/" + cluster,
                "{\"spec\":{\"display_name\":\"orders\",\"environment\":{\"id\":\"%s\"}}}"
                        .formatted(tenant.environment()));
        String account = tenant.serviceAccount("robot");
        Tenant.Key key = Tenant.key(tenant.createClusterKey(account, cluster));
        tenant.delete("/iam/v2/api-keys/" + key.id());
        tenant.delete("/iam/v2/service-accounts/" + account);
        tenant.get("/cmk/v2/clusters/" + cluster);
        tenant.delete("/cmk/v2/clusters/" + cluster);

        Response all = tenant.get(PATH + "?page_size=100");
        assertThat(all.jsonPath()
                        .getList("data.collect { it.method + ' ' + it.route + ' ' + it.status }", String.class))
                .as(all.asString())
                .containsExactly(
                        "DELETE /cmk/v2/clusters/{id} 204",
                        "DELETE /iam/v2/service-accounts/{id} 204",
                        "DELETE /iam/v2/api-keys/{id} 204",
                        "POST /iam/v2/api-keys 202",
                        "POST /iam/v2/service-accounts 201",
                        "PATCH /cmk/v2/clusters/{id} 200",
                        "POST /cmk/v2/clusters 202",
                        "POST /weir/v1/signups 201");
        assertThat(all.asString()).doesNotContain(key.secret());
        assertThat(all.jsonPath().getList("data[0].resources")).containsExactly(cluster);
        assertThat(all.jsonPath().getList("data[7].resources", String.class))
                .contains(
                        tenant.organization(),
                        tenant.user(),
                        tenant.environment(),
                        tenant.key().id());
    }

    @Test
    void everyKindOfRefusalIsThere() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Tenant stranger = Tenant.signUp();
        Tenant robot = tenant.with(Tenant.key(tenant.createCloudKey(tenant.serviceAccount("robot"))));
        String cluster = tenant.cluster("events");
        Sql.plan(database, tenant, 1, 1, 5);

        assertProblem(tenant.createCluster("more", "Basic"), 402, "quota_exceeded");
        assertProblem(tenant.post(ENVIRONMENTS, "{}"), 422, "invalid_configuration");
        assertProblem(tenant.post(ENVIRONMENTS, "{\"display_name\":\"default\"}"), 409, "resource_already_exists");
        assertProblem(robot.delete("/cmk/v2/clusters/" + cluster), 403, "forbidden");
        assertProblem(robot.get("/cmk/v2/clusters/" + cluster), 403, "forbidden");
        assertProblem(stranger.delete("/cmk/v2/clusters/" + cluster), 404, "resource_not_found");
        assertProblem(stranger.get("/cmk/v2/clusters/" + cluster), 404, "resource_not_found");

        await().untilAsserted(() -> {
            Response seen = tenant.get(PATH + "?page_size=100");
            assertThat(seen.jsonPath()
                            .getList(
                                    "data.findAll { it.error_code != null }"
                                            + ".collect { it.method + ' ' + it.route + ' ' + it.error_code }",
                                    String.class))
                    .as(seen.asString())
                    .containsExactlyInAnyOrder(
                            "POST /cmk/v2/clusters quota_exceeded",
                            "POST /org/v2/environments invalid_configuration",
                            "POST /org/v2/environments resource_already_exists",
                            "DELETE /cmk/v2/clusters/{id} forbidden",
                            "GET /cmk/v2/clusters/{id} forbidden");
            assertThat(stranger.get(PATH).jsonPath().getList("data.error_code")).contains("resource_not_found");
        });
        Response seen = stranger.get(PATH + "?resource=" + cluster);
        assertThat(seen.jsonPath().getList("data.method")).containsExactly("DELETE");
    }

    @Test
    void whoIsUnknownIsSeenByThePlatformsAdministratorOnly() {
        Tenant tenant = Tenant.signUp();
        Tenant impostor = tenant.with(new Tenant.Key(tenant.key().id(), "guessed-secret"));
        assertProblem(impostor.delete(ENVIRONMENTS + "/" + tenant.environment()), 401, "unauthorized");

        await().untilAsserted(() -> {
            Response seen = Tenant.as(ADMIN).get(ADMIN_PATH + "?resource=" + tenant.environment());
            Map<String, Object> refused =
                    seen.jsonPath().getMap("data.find { it.status == 401 && it.method == 'DELETE' }");
            assertThat(refused)
                    .as(seen.asString())
                    .containsEntry("credential", tenant.key().id())
                    .containsEntry("error_code", "unauthorized")
                    .doesNotContainKeys("organization", "principal");
            assertThat(seen.asString()).doesNotContain("guessed-secret");
        });
        assertThat(tenant.get(PATH).jsonPath().getList("data.status", Integer.class))
                .doesNotContain(401);
        assertProblem(tenant.get(ADMIN_PATH), 403, "forbidden");
        assertProblem(Tenant.as(ADMIN).get(PATH), 403, "forbidden");
    }

    @Test
    void whatIsRefusedAgainAndAgainIsCounted() throws SQLException {
        Tenant tenant = Tenant.signUp();
        for (int i = 0; i < 50; i++) {
            assertProblem(tenant.post("/iam/v2/service-accounts", "{}"), 422, "invalid_configuration");
        }
        await().untilAsserted(() -> assertThat(Sql.text(
                        database,
                        "select count(*) from audit_event where organization_id = ? and error_code is not null",
                        tenant.organization()))
                .isEqualTo("1"));
    }

    @Test
    void thePlatformsAdministratorsChangesAreThereToo() {
        Tenant tenant = Tenant.signUp();
        Tenant.as(ADMIN)
                .contentType(ContentType.JSON)
                .body("{\"limits\":{\"organization\":{\"clusters\":5}}}")
                .patch("/weir/v1/admin/organizations/" + tenant.organization());
        Response seen =
                Tenant.as(ADMIN).get(ADMIN_PATH + "?resource=" + tenant.organization() + "&principal=platform-admin");
        assertThat(seen.jsonPath().getList("data.route"))
                .as(seen.asString())
                .containsExactly("/weir/v1/admin/organizations/{id}");
        assertThat(tenant.get(PATH).jsonPath().getList("data.principal")).doesNotContain("platform-admin");
    }

    @Test
    void nobodySeesAnothersAndPagesGoBackInTime() {
        Tenant tenant = Tenant.signUp();
        Tenant other = Tenant.signUp();
        other.serviceAccount("theirs");
        for (int i = 0; i < 4; i++) {
            tenant.serviceAccount("robot " + i);
        }
        JsonPath first = tenant.get(PATH + "?page_size=3").jsonPath();
        assertThat(first.getInt("metadata.total_size")).isEqualTo(5);
        String next = first.getString("metadata.next");
        JsonPath second = tenant.get(PATH + "?page_size=3" + next.substring(next.indexOf("&page_token")))
                .jsonPath();
        assertThat(second.getList("data.route", String.class))
                .containsExactly("/iam/v2/service-accounts", "/weir/v1/signups");
        assertThat(second.getString("metadata.next")).isNull();

        String time = first.getString("data[1].time");
        assertThat(tenant.get(PATH + "?end_time=" + time).jsonPath().getList("data"))
                .hasSize(3);
        assertThat(tenant.get(PATH + "?start_time=" + time).jsonPath().getList("data"))
                .hasSize(2);
        assertThat(tenant.get(PATH + "?principal=sa-nobody").jsonPath().getList("data"))
                .isEmpty();
        assertProblem(tenant.get(PATH + "?start_time=yesterday"), 400, "invalid_filter");
        assertProblem(given().get(PATH), 401, "unauthorized");
    }

    @Test
    void aChangeThatCannotBeWrittenDownDoesNotHappen() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Sql.update(
                database,
                "alter table audit_event add constraint no_more check (organization_id <> '" + tenant.organization()
                        + "' or principal is null) not valid");
        try {
            assertProblem(tenant.post(ENVIRONMENTS, "{\"display_name\":\"second\"}"), 500, "internal_error");
        } finally {
            Sql.update(database, "alter table audit_event drop constraint no_more");
        }
        assertThat(tenant.get(ENVIRONMENTS).jsonPath().getList("data")).hasSize(1);
        Tenant.id(tenant.post(ENVIRONMENTS, "{\"display_name\":\"second\"}"), 201);
    }

    @Test
    void nobodyChangesOrRemovesWhatIsWritten() throws SQLException {
        Tenant tenant = Tenant.signUp();
        for (String change : List.of(
                "update audit_event set status = 200",
                "delete from audit_event",
                "truncate audit_event",
                "update audit_event set at = now()")) {
            assertThatThrownBy(() -> Sql.update(database, change))
                    .as(change)
                    .hasMessageContaining("audit events stay as they are");
        }
        for (String role : List.of("weir_api", "weir_system")) {
            assertThat(Sql.text(
                            database,
                            "select has_table_privilege(?, 'audit_event', 'update')"
                                    + " or has_table_privilege(?, 'audit_event', 'delete')"
                                    + " or has_table_privilege(?, 'audit_event', 'truncate')",
                            role,
                            role,
                            role))
                    .isEqualTo("f");
        }
        assertThat(tenant.get(PATH).jsonPath().getList("data")).hasSize(1);
    }

    @Test
    void whatIsOlderThanItsRetentionIsRemovedAndNothingElse() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Sql.update(database, """
                insert into audit_event
                select 'ae-old' || id, organization_id, now() - interval '500 days', principal, credential, address,
                       user_agent, request_id, method, route, resources, status, error_code, repeated
                from audit_event where organization_id = ?""", tenant.organization());
        assertThat(tenant.get(PATH).jsonPath().getList("data")).hasSize(2);
        Sql.text(database, "select purge_audit_events(now())");
        assertThat(tenant.get(PATH).jsonPath().getList("data")).hasSize(1);
    }
}
