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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How somebody becomes a tenant. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class SignupIT {
    @Test
    void makesEverythingThatATenantBeginsWith() {
        Response answer = Tenant.signUp("Ann." + UUID.randomUUID() + "@Example.org", "correct horse battery");

        assertThat(answer.statusCode()).isEqualTo(201);
        var body = answer.jsonPath();
        assertThat(body.getString("api_version")).isEqualTo("weir/v1");
        assertThat(body.getString("kind")).isEqualTo("Signup");
        assertThat(body.getString("organization.id")).matches("[0-9a-f-]{36}");
        assertThat(body.getString("organization.display_name")).isEqualTo("Acme");
        assertThat(body.getString("user.id")).startsWith("u-");
        assertThat(body.getString("user.email")).startsWith("Ann.").endsWith("@Example.org");
        assertThat(body.getString("environment.id")).startsWith("env-");
        assertThat(body.getString("environment.display_name")).isEqualTo("default");
        assertThat(body.getString("api_key.secret")).hasSize(64);

        var tenant = new Tenant(
                body.getString("organization.id"),
                body.getString("user.id"),
                body.getString("environment.id"),
                new Tenant.Key(body.getString("api_key.id"), body.getString("api_key.secret")));
        assertThat(tenant.get("/org/v2/environments").jsonPath().getList("data.id"))
                .containsExactly(tenant.environment());
        assertThat(tenant.get("/iam/v2/users/" + tenant.user()).jsonPath().getString("email"))
                .isEqualTo(body.getString("user.email"));
    }

    @Test
    void anAddressIsTakenOnceWhateverItsCase() {
        String name = UUID.randomUUID().toString();
        assertThat(Tenant.signUp(name + "@example.org", "correct horse").statusCode())
                .isEqualTo(201);
        assertProblemAt(
                Tenant.signUp(name.toUpperCase(java.util.Locale.ROOT) + "@EXAMPLE.org", "correct horse"),
                409,
                "resource_already_exists",
                "/email");
    }

    @Test
    void oneOfTwentyWhoWantAnAddressAtOnceGetsIt() throws Exception {
        String email = UUID.randomUUID() + "@example.org";
        List<Integer> statuses = Parallel.statuses(20, i -> Tenant.signUp(email, "correct horse"));
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void passwordsMustBeLongAndNotWhatOthersTryFirst() {
        String random = "g7Kq-2vX9w!mR4tB_z8LdP3sHc6YfN1jQ5uTaEoIrWkV0yMxZbGnCvDeFhJl+AS.";
        for (String bad : List.of("", "short one 1", " ".repeat(12), "password1234", random + random + "x")) {
            assertProblemAt(
                    Tenant.signUp(UUID.randomUUID() + "@example.org", bad), 422, "invalid_configuration", "/password");
        }
        for (String good : List.of(random.substring(0, 12), random + random)) {
            String email = UUID.randomUUID() + "@example.org";
            assertThat(Tenant.signUp(email, good).statusCode()).isEqualTo(201);
            assertThat(People.logIn(email, good).statusCode()).isEqualTo(201);
        }
        String email = UUID.randomUUID() + "@example.org";
        assertProblemAt(Tenant.signUp(email, email), 422, "invalid_configuration", "/password");
    }

    @Test
    void withoutSmtpNobodyIsAskedToVerifyTheirAddressAndTheAnswerSaysSo() {
        Response answer = Tenant.signUp(People.newEmail(), People.PASSWORD);
        assertThat(answer.jsonPath().getString("email_verification")).isEqualTo("SKIPPED");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Response answer = given().contentType(ContentType.JSON).body("{}").post("/weir/v1/signups");
        assertProblem(answer, 422, "invalid_configuration");
        assertThat(answer.jsonPath().getList("errors.source.pointer", String.class))
                .containsExactlyInAnyOrder("/email", "/password", "/organization_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "@example.org", "a@", "a@b@c", "a b@example.org", "a\\u0000@example.org"})
    void whatIsNoAddressIsRefused(String email) {
        assertProblemAt(Tenant.signUp(email, "correct horse"), 422, "invalid_configuration", "/email");
    }

    @Test
    void passwordsAreStoredAsBcryptAndSecretsAsSha256() throws SQLException {
        Tenant tenant = Tenant.signUp();
        assertThat(Sql.text(database, "select password_hash from app_user where id = ?", tenant.user()))
                .startsWith("$2a$10$");
        assertThat(Sql.text(
                        database,
                        "select secret_sha256 from api_key where id = ?",
                        tenant.key().id()))
                .matches("[0-9a-f]{64}");
    }

    private PostgresServer database;
}
