package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A forgotten password where there is no SMTP: the platform's administrator hands a token over. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class PasswordResetsIT {
    private static final String NEW = "another horse battery";

    private PostgresServer database;

    private final String email = People.newEmail();

    @Test
    void withoutSmtpTheAnswerSaysSoWhoeverAsks() {
        Tenant.signUp(email, People.PASSWORD);
        Response known = ask(email);
        Response unknown = ask(People.newEmail());
        assertThat(known.statusCode()).isEqualTo(202);
        assertThat(known.jsonPath().getBoolean("mail")).isFalse();
        assertThat(known.asString()).isEqualTo(unknown.asString());
        assertProblemAt(ask("nobody"), 422, "invalid_configuration", "/email");
    }

    @Test
    void theTokenGivesAnotherPasswordOnceAndEndsAllSessions() {
        Tenant.signUp(email, People.PASSWORD);
        String session = People.session(email, People.PASSWORD);
        String token = issue(email).jsonPath().getString("token");
        assertProblemAt(complete(token, "password1234"), 422, "invalid_configuration", "/new_password");
        assertThat(People.as(session).get("/weir/v1/sessions").statusCode()).isEqualTo(200);

        assertThat(complete(token, NEW).statusCode()).isEqualTo(204);
        assertProblem(People.as(session).get("/weir/v1/sessions"), 401, "unauthorized");
        assertProblem(People.logIn(email, People.PASSWORD), 401, "unauthorized");
        assertThat(People.logIn(email, NEW).statusCode()).isEqualTo(201);
        assertProblem(complete(token, "yet another horse"), 403, "invalid_token");
    }

    @Test
    void replacedExpiredForeignAndUnknownTokensAreRefused() throws SQLException {
        String user = Tenant.signUp(email, People.PASSWORD).jsonPath().getString("user.id");
        String replaced = issue(email).jsonPath().getString("token");
        String latest = issue(email).jsonPath().getString("token");
        assertProblem(complete(replaced, NEW), 403, "invalid_token");
        assertProblem(complete("x".repeat(64), NEW), 403, "invalid_token");
        assertProblem(
                People.post("/weir/v1/email-verifications/complete", "{\"token\":\"%s\"}".formatted(latest)),
                403,
                "invalid_token");
        Sql.update(database, "update user_token set expires_at = now() where user_id = ?", user);
        assertProblem(complete(latest, NEW), 403, "invalid_token");
        assertThat(People.logIn(email, People.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void whoWasSlowedDownIsForgivenByAReset() {
        Tenant.signUp(email, People.PASSWORD);
        for (int i = 0; i < 7; i++) {
            People.logIn(email, "wrong horse battery");
        }
        assertProblem(People.logIn(email, People.PASSWORD), 429, "too_many_attempts");
        complete(issue(email).jsonPath().getString("token"), NEW);
        assertThat(People.logIn(email, NEW).statusCode()).isEqualTo(201);
    }

    @Test
    void onlyThePlatformsAdministratorHandsTokensOver() {
        Tenant tenant = Tenant.signUp();
        Tenant.signUp(email, People.PASSWORD);
        String body = "{\"email\":\"%s\"}".formatted(email);
        assertThat(issue(email).statusCode()).isEqualTo(201);
        assertProblem(tenant.post("/weir/v1/admin/password-resets", body), 403, "forbidden");
        assertProblem(People.post("/weir/v1/admin/password-resets", body), 401, "unauthorized");
        assertProblemAt(issue(People.newEmail()), 404, "resource_not_found", "/email");
    }

    @Test
    void tenAtOnceWithOneTokenAreOneReset() throws Exception {
        Tenant.signUp(email, People.PASSWORD);
        String token = issue(email).jsonPath().getString("token");
        List<Integer> statuses = Parallel.statuses(10, i -> complete(token, NEW + i));
        assertThat(statuses).containsOnly(204, 403).containsOnlyOnce(204);
    }

    private static Response ask(String address) {
        return People.post("/weir/v1/password-resets", "{\"email\":\"%s\"}".formatted(address));
    }

    private static Response issue(String address) {
        return People.admin()
                .contentType(ContentType.JSON)
                .body("{\"email\":\"%s\"}".formatted(address))
                .post("/weir/v1/admin/password-resets");
    }

    private static Response complete(String token, String password) {
        return People.post("/weir/v1/password-resets/complete", """
                {"token":"%s","new_password":"%s"}""".formatted(token, password));
    }
}
