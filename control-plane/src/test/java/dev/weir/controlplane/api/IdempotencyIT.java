package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class IdempotencyIT {
    private static final String ENVIRONMENTS = "/org/v2/environments";

    private PostgresServer database;

    @Test
    void aRetriedCreationIsAnsweredTheSame() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Response first = post(tenant, "k1", ENVIRONMENTS, "{\"display_name\":\"one\"}");
        Response again = post(tenant, "k1", ENVIRONMENTS, "{\"display_name\": \"one\"}");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(count(tenant)).isEqualTo("2");
        // Without the key the name is taken.
        assertProblem(tenant.post(ENVIRONMENTS, "{\"display_name\":\"one\"}"), 409, "resource_already_exists");
    }

    @Test
    void aSecretThatIsShownOnceIsShownInItsRetryAndUnreadableInPostgres() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String body = "{\"spec\":{\"owner\":{\"id\":\"%s\"}}}".formatted(tenant.user());
        Response first = post(tenant, "k1", "/iam/v2/api-keys", body);
        Response again = post(tenant, "k1", "/iam/v2/api-keys", body);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
        String secret = first.jsonPath().getString("spec.secret");
        assertThat(secret).hasSize(64);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(tenant.with(Tenant.key(again)).get(ENVIRONMENTS).statusCode())
                .isEqualTo(200);
        assertThat(Sql.text(
                        database,
                        "select encode(sealed, 'escape') from idempotency_key where organization_id = ?",
                        tenant.organization()))
                .isNotEmpty()
                .doesNotContain(secret)
                .doesNotContain("display_name");
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        Tenant tenant = Tenant.signUp();
        assertThat(post(tenant, "k1", ENVIRONMENTS, "{\"display_name\":\"one\"}")
                        .statusCode())
                .isEqualTo(201);
        assertProblem(post(tenant, "k1", ENVIRONMENTS, "{\"display_name\":\"two\"}"), 422, "idempotency_key_reused");
        assertProblem(
                post(tenant, "k1", "/iam/v2/service-accounts", "{\"display_name\":\"one\"}"),
                422,
                "idempotency_key_reused");
        assertThat(post(tenant, "k2", ENVIRONMENTS, "{\"display_name\":\"two\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aKeyIsItsCallersOwn() {
        Tenant one = Tenant.signUp();
        Tenant two = Tenant.signUp();
        Response ofOne = post(one, "same", ENVIRONMENTS, "{\"display_name\":\"shared\"}");
        Response ofTwo = post(two, "same", ENVIRONMENTS, "{\"display_name\":\"shared\"}");
        assertThat(ofTwo.statusCode()).isEqualTo(201);
        assertThat(ofTwo.jsonPath().getString("id"))
                .isNotEqualTo(ofOne.jsonPath().getString("id"));
    }

    @Test
    void twentyAtOnceCreateOne() throws Exception {
        Tenant tenant = Tenant.signUp();
        String body = """
                {"spec":{"display_name":"events","cloud":"AWS","region":"local","config":{"kind":"Basic"},
                 "environment":{"id":"%s"}}}""".formatted(tenant.environment());
        Set<String> ids = ConcurrentHashMap.newKeySet();
        List<Integer> statuses = Parallel.statuses(20, i -> {
            Response answer = post(tenant, "k1", "/cmk/v2/clusters", body);
            ids.add(answer.jsonPath().getString("id"));
            return answer;
        });
        assertThat(statuses).containsOnly(202);
        assertThat(ids).hasSize(1);
        assertThat(Sql.text(database, "select count(*) from cluster where organization_id = ?", tenant.organization()))
                .isEqualTo("1");
    }

    @Test
    void whatWasRefusedMayBeTriedAgain() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Sql.plan(database, tenant, 1, 1, 1);
        assertProblem(post(tenant, "k1", ENVIRONMENTS, "{\"display_name\":\"one\"}"), 402, "quota_exceeded");
        Sql.update(database, "update organization set plan = 'free' where id = ?", tenant.organization());
        Response again = post(tenant, "k1", ENVIRONMENTS, "{\"display_name\":\"one\"}");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void isForgottenAfterADay() throws SQLException {
        Tenant tenant = Tenant.signUp();
        post(tenant, "k1", ENVIRONMENTS, "{\"display_name\":\"one\"}");
        Sql.update(
                database,
                "update idempotency_key set created_at = now() - interval '25 hours' where organization_id = ?",
                tenant.organization());
        assertThat(post(tenant, "k1", ENVIRONMENTS, "{\"display_name\":\"two\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aKeyMustBeShortAndPrintable() {
        Tenant tenant = Tenant.signUp();
        assertProblem(post(tenant, "x".repeat(256), ENVIRONMENTS, "{\"display_name\":\"one\"}"), 400, "invalid_filter");
        assertThat(post(tenant, "x".repeat(255), ENVIRONMENTS, "{\"display_name\":\"one\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    private String count(Tenant tenant) throws SQLException {
        return Sql.text(database, "select count(*) from environment where organization_id = ?", tenant.organization());
    }

    private static Response post(Tenant tenant, String key, String path, String body) {
        return Tenant.as(tenant.key())
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }
}
