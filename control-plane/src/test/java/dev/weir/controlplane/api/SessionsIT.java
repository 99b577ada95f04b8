package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People's logins. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class SessionsIT {
    private static final String PATH = "/weir/v1/sessions";
    private static final String ENVIRONMENTS = "/org/v2/environments";

    private PostgresServer database;

    private final String email = People.newEmail();

    @Test
    void aLoginIsGoodWhereAKeyIs() {
        Response signup = Tenant.signUp(email, People.PASSWORD);
        Response login = People.logIn(email.toLowerCase(java.util.Locale.ROOT), People.PASSWORD);
        assertThat(login.statusCode()).as(login.asString()).isEqualTo(201);
        var body = login.jsonPath();
        assertThat(body.getString("kind")).isEqualTo("Session");
        assertThat(body.getString("id")).startsWith("ses-");
        assertThat(body.getString("user.email")).isEqualTo(email);
        assertThat(body.getString("organization.id"))
                .isEqualTo(signup.jsonPath().getString("organization.id"));

        String token = body.getString("token");
        assertThat(People.as(token).get(ENVIRONMENTS).jsonPath().getList("data.id"))
                .containsExactly(signup.jsonPath().getString("environment.id"));
        assertThat(People.as(token)
                        .contentType(ContentType.JSON)
                        .body("{\"display_name\":\"more\"}")
                        .post(ENVIRONMENTS)
                        .statusCode())
                .isEqualTo(201);
        for (String wrong : List.of(token + "x", token.substring(0, token.length() - 1), "weir_session_", "x.y.z")) {
            assertProblem(People.as(wrong).get(ENVIRONMENTS), 401, "unauthorized");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressLookTheSame() {
        Tenant.signUp(email, People.PASSWORD);
        Response wrong = People.logIn(email, "wrong horse battery");
        Response unknown = People.logIn(People.newEmail(), People.PASSWORD);
        assertProblem(wrong, 401, "unauthorized");
        assertProblem(unknown, 401, "unauthorized");
        assertThat(withoutId(wrong)).isEqualTo(withoutId(unknown));
        assertThat(wrong.headers().asList().stream().map(it -> it.getName()).toList())
                .isEqualTo(unknown.headers().asList().stream()
                        .map(it -> it.getName())
                        .toList());
        assertThat(People.logIn(email, People.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void whoGuessesHasToWaitWhetherThereIsSuchAUserOrNot() {
        Tenant.signUp(email, People.PASSWORD);
        for (String address : List.of(email, People.newEmail())) {
            Response last = null;
            for (int i = 0; i < 7; i++) {
                last = People.logIn(address, "wrong horse battery " + i);
            }
            assertProblem(last, 429, "too_many_attempts");
            assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 120);
        }
        assertProblem(People.logIn(email, People.PASSWORD), 429, "too_many_attempts");
        String other = People.newEmail();
        Tenant.signUp(other, People.PASSWORD);
        assertThat(People.logIn(other, People.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void twentyGuessesAtOnceAreNotBetterThanOneAfterTheOther() throws Exception {
        Tenant.signUp(email, People.PASSWORD);
        List<Integer> statuses = Parallel.statuses(20, i -> People.logIn(email, "wrong horse battery"));
        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses.stream().filter(status -> status == 401)).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void whoGetsItRightInTimeStartsAfresh() {
        Tenant.signUp(email, People.PASSWORD);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertProblem(People.logIn(email, "wrong horse battery"), 401, "unauthorized");
            }
            assertThat(People.logIn(email, People.PASSWORD).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void sessionsAreListedWithTheirOriginAndTheOwnOneMarked() {
        Tenant.signUp(email, People.PASSWORD);
        String first = given().header("User-Agent", "Browser/1")
                .contentType(ContentType.JSON)
                .body("""
                        {"email":"%s","password":"%s"}""".formatted(email, People.PASSWORD))
                .post(PATH)
                .jsonPath()
                .getString("token");
        People.session(email, People.PASSWORD);

        var list = People.as(first).get(PATH).jsonPath();
        assertThat(list.getString("kind")).isEqualTo("SessionList");
        assertThat(list.getList("data.current")).containsExactly(true, false);
        assertThat(list.getString("data[0].user_agent")).isEqualTo("Browser/1");
        assertThat(list.getString("data[0].address")).isEqualTo("127.0.0.1");
        assertThat(list.getString("data[0].created_at")).contains("T");
        assertThat(list.getString("data[0].last_seen_at")).contains("T");
        assertThat(People.as(first).get(PATH).asString()).doesNotContain(first);
    }

    @Test
    void sessionsAreEndedOneByOneOrAllOthersAtOnce() {
        Tenant.signUp(email, People.PASSWORD);
        String one = People.session(email, People.PASSWORD);
        String two = People.session(email, People.PASSWORD);
        String three = People.session(email, People.PASSWORD);
        List<String> ids = People.as(one).get(PATH).jsonPath().getList("data.id");

        assertThat(People.as(one).delete(PATH + "/" + ids.get(1)).statusCode()).isEqualTo(204);
        assertProblem(People.as(two).get(PATH), 401, "unauthorized");
        assertThat(People.as(one).delete(PATH).statusCode()).isEqualTo(204);
        assertProblem(People.as(three).get(PATH), 401, "unauthorized");
        assertThat(People.as(one).get(PATH).statusCode()).isEqualTo(200);
        assertThat(People.as(one).delete(PATH + "/current").statusCode()).isEqualTo(204);
        assertProblem(People.as(one).get(PATH), 401, "unauthorized");
    }

    @Test
    void sessionsOfOthersAreNotThere() {
        Tenant tenant = Tenant.signUp();
        Tenant.signUp(email, People.PASSWORD);
        String token = People.session(email, People.PASSWORD);
        String id = People.as(token).get(PATH).jsonPath().getString("data[0].id");
        assertThat(tenant.get(PATH).jsonPath().getList("data")).isEmpty();
        assertProblem(tenant.delete(PATH + "/" + id), 404, "resource_not_found");
        assertProblem(tenant.delete(PATH + "/current"), 404, "resource_not_found");
        assertThat(tenant.delete(PATH).statusCode()).isEqualTo(204);
        assertThat(People.as(token).get(PATH).statusCode()).isEqualTo(200);
        Tenant robot = tenant.with(Tenant.key(tenant.createCloudKey(tenant.serviceAccount("robot"))));
        assertProblem(robot.get(PATH), 403, "forbidden");
        assertProblem(given().get(PATH), 401, "unauthorized");
        assertProblem(People.admin().get(PATH), 403, "forbidden");
    }

    @Test
    void sessionsExpireAndDieOfIdleness() throws SQLException {
        Tenant.signUp(email, People.PASSWORD);
        String expired = People.session(email, People.PASSWORD);
        String idle = People.session(email, People.PASSWORD);
        String alive = People.session(email, People.PASSWORD);
        List<String> ids = People.as(alive).get(PATH).jsonPath().getList("data.id");
        Sql.update(database, "update user_session set expires_at = now() where id = ?", ids.get(0));
        Sql.update(
                database,
                "update user_session set last_seen_at = now() - interval '12 hours' where id = ?",
                ids.get(1));
        Sql.update(
                database,
                "update user_session set last_seen_at = now() - interval '11 hours' where id = ?",
                ids.get(2));

        assertProblem(People.as(expired).get(PATH), 401, "unauthorized");
        assertProblem(People.as(idle).get(PATH), 401, "unauthorized");
        assertThat(People.as(alive).get(PATH).jsonPath().getList("data.id")).containsExactly(ids.get(2));
        assertThat(Sql.text(
                        database,
                        "select last_seen_at > now() - interval '1 minute' from user_session where id = ?",
                        ids.get(2)))
                .isEqualTo("t");
    }

    @Test
    void aSuspendedOrganizationsSessionsAreRefusedUntilItIsResumed() throws SQLException {
        String organization = Tenant.signUp(email, People.PASSWORD).jsonPath().getString("organization.id");
        String token = People.session(email, People.PASSWORD);
        Sql.update(database, "update organization set suspended = true where id = ?", organization);
        assertProblem(People.as(token).get(ENVIRONMENTS), 403, "organization_suspended");
        assertProblem(People.logIn(email, People.PASSWORD), 403, "organization_suspended");
        assertProblem(People.logIn(email, "wrong horse battery"), 401, "unauthorized");
        Sql.update(database, "update organization set suspended = false where id = ?", organization);
        assertThat(People.as(token).get(ENVIRONMENTS).statusCode()).isEqualTo(200);
    }

    @Test
    void tokensAreKeptAsHashes() throws SQLException {
        Tenant.signUp(email, People.PASSWORD);
        Response login = People.logIn(email, People.PASSWORD);
        assertThat(Sql.text(
                        database,
                        "select token_sha256 from user_session where id = ?",
                        login.jsonPath().getString("id")))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void aNewPasswordByTheOldOneEndsAllSessions() {
        Tenant.signUp(email, People.PASSWORD);
        String one = People.session(email, People.PASSWORD);
        String two = People.session(email, People.PASSWORD);
        assertProblem(changePassword(one, "wrong horse battery", "another horse battery"), 401, "unauthorized");
        assertProblemAt(
                changePassword(one, People.PASSWORD, "password1234"), 422, "invalid_configuration", "/new_password");
        assertProblemAt(changePassword(one, People.PASSWORD, email), 422, "invalid_configuration", "/new_password");
        assertThat(People.as(two).get(PATH).statusCode()).isEqualTo(200);

        assertThat(changePassword(one, People.PASSWORD, "another horse battery").statusCode())
                .isEqualTo(204);
        assertProblem(People.as(one).get(PATH), 401, "unauthorized");
        assertProblem(People.as(two).get(PATH), 401, "unauthorized");
        assertProblem(People.logIn(email, People.PASSWORD), 401, "unauthorized");
        assertThat(People.logIn(email, "another horse battery").statusCode()).isEqualTo(201);
    }

    private static Response changePassword(String token, String current, String wanted) {
        return People.as(token)
                .contentType(ContentType.JSON)
                .body("""
                        {"current_password":"%s","new_password":"%s"}""".formatted(current, wanted))
                .put("/weir/v1/password");
    }

    private static String withoutId(Response answer) {
        return answer.asString().replaceAll("[0-9a-f-]{36}", "");
    }
}
