package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.testing.MailServer;
import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signup by invitation, and all that goes by mail. */
@QuarkusTest
@Tag("own-jvm")
@WithTestResource(PostgresAndMail.class)
class MailIT {
    private static final String CODES = "/weir/v1/admin/signup-invitations";

    private MailServer mails;

    private PostgresServer database;

    private final String email = People.newEmail();

    @Test
    void aCodeIsGoodForOneSignup() {
        String code = code("{}").jsonPath().getString("code");
        assertThat(signUp(email, code).statusCode()).isEqualTo(201);
        assertProblem(signUp(People.newEmail(), code), 403, "invalid_token");
    }

    @Test
    void withoutAGoodCodeNobodySignsUp() throws SQLException {
        Response withdrawn = code("{}");
        String path = CODES + "/" + withdrawn.jsonPath().getString("id");
        assertThat(People.admin().delete(path).statusCode()).isEqualTo(204);
        assertProblem(People.admin().delete(path), 404, "resource_not_found");
        Response expired = code("{}");
        Sql.update(
                database,
                "update signup_invitation set expires_at = now() where id = ?",
                expired.jsonPath().getString("id"));
        for (String bad : List.of(
                withdrawn.jsonPath().getString("code"), expired.jsonPath().getString("code"), "x", "")) {
            assertProblem(signUp(email, bad), 403, "invalid_token");
        }
        assertProblem(Tenant.signUp(email, People.PASSWORD), 403, "invalid_token");
    }

    @Test
    void aCodeForOneAddressIsNoneForAnother() {
        String code = code("{\"email\":\"%s\"}".formatted(email)).jsonPath().getString("code");
        assertProblem(signUp(People.newEmail(), code), 403, "invalid_token");
        assertThat(signUp(email.toLowerCase(java.util.Locale.ROOT), code).statusCode())
                .isEqualTo(201);
    }

    @Test
    void aSignupThatFailsLeavesTheCodeGood() {
        signUp(email, code("{}").jsonPath().getString("code"));
        String code = code("{}").jsonPath().getString("code");
        assertProblemAt(signUp(email, code), 409, "resource_already_exists", "/email");
        assertThat(signUp(People.newEmail(), code).statusCode()).isEqualTo(201);
    }

    @Test
    void oneOfTenSignupsAtOnceByOneCodeSucceeds() throws Exception {
        String code = code("{}").jsonPath().getString("code");
        assertThat(Parallel.statuses(10, i -> signUp(People.newEmail(), code)))
                .containsOnly(201, 403)
                .containsOnlyOnce(201);
    }

    @Test
    void onlyThePlatformsAdministratorMakesCodes() {
        Tenant tenant = tenant();
        assertProblem(tenant.post(CODES, "{}"), 403, "forbidden");
        assertProblem(People.post(CODES, "{}"), 401, "unauthorized");
        assertProblemAt(code("{\"email\":\"nobody\"}"), 422, "invalid_configuration", "/email");
    }

    @Test
    void nothingOfAnOrganizationIsChangedBeforeTheMailIsAnswered() {
        Response signup = signUp(email, code("{}").jsonPath().getString("code"));
        assertThat(signup.jsonPath().getString("email_verification")).isEqualTo("SENT");
        Tenant tenant = tenant(signup);
        String session = People.session(email, People.PASSWORD);

        assertThat(tenant.get("/org/v2/environments").statusCode()).isEqualTo(200);
        assertThat(People.as(session).get("/org/v2/environments").statusCode()).isEqualTo(200);
        for (Response refused : List.of(
                tenant.createCluster("events", "Basic"),
                tenant.createCloudKey(tenant.user()),
                tenant.post("/iam/v2/service-accounts", "{\"display_name\":\"robot\"}"),
                People.invite(tenant, People.newEmail()))) {
            assertProblem(refused, 403, "email_unverified");
        }

        assertProblem(verify("x".repeat(64)), 403, "invalid_token");
        String token = mails.token(email, 1);
        assertThat(verify(token).statusCode()).isEqualTo(204);
        assertThat(tenant.createCluster("events", "Basic").statusCode()).isEqualTo(202);
        assertThat(tenant.createCloudKey(tenant.user()).statusCode()).isEqualTo(202);
        assertProblem(verify(token), 403, "invalid_token");
    }

    @Test
    void theMailIsSentAgainOnWishAsLongAsItIsNeeded() {
        signUp(email, code("{}").jsonPath().getString("code"));
        String first = mails.token(email, 1);
        assertThat(askToVerify(email).statusCode()).isEqualTo(202);
        String second = mails.token(email, 2);
        assertProblem(verify(first), 403, "invalid_token");
        assertThat(verify(second).statusCode()).isEqualTo(204);

        String stranger = People.newEmail();
        assertThat(askToVerify(stranger).asString())
                .isEqualTo(askToVerify(email).asString());
        String last = People.newEmail();
        signUp(last, code("{}").jsonPath().getString("code"));
        askToVerify(last);
        mails.token(last, 2);
        assertThat(mails.count(email)).isEqualTo(2);
        assertThat(mails.count(stranger)).isZero();
    }

    @Test
    void anInvitationGoesByMailAndItsTokenToNobodyElse() {
        Tenant tenant = tenant();
        String invited = People.newEmail();
        Response invitation = People.invite(tenant, invited);
        assertThat(invitation.statusCode()).as(invitation.asString()).isEqualTo(201);
        assertThat(invitation.jsonPath().getString("delivery")).isEqualTo("SENT");
        assertThat(invitation.asString()).doesNotContain("accept_token");
        assertThat(People.accept(mails.token(invited, 1), People.PASSWORD).statusCode())
                .isEqualTo(201);
        assertThat(People.logIn(invited, People.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void aForgottenPasswordIsReplacedByWhatStandsInTheMail() {
        tenant();
        signUp(email, code("{}").jsonPath().getString("code"));
        mails.token(email, 1);
        String session = People.session(email, People.PASSWORD);
        String stranger = People.newEmail();
        Response known = askToReset(email);
        assertThat(known.statusCode()).isEqualTo(202);
        assertThat(known.jsonPath().getBoolean("mail")).isTrue();
        assertThat(askToReset(stranger).asString()).isEqualTo(known.asString());

        String token = mails.token(email, 2);
        assertThat(People.post("/weir/v1/password-resets/complete", """
                        {"token":"%s","new_password":"another horse battery"}""".formatted(token))
                        .statusCode())
                .isEqualTo(204);
        assertProblem(People.as(session).get("/weir/v1/sessions"), 401, "unauthorized");
        assertThat(People.logIn(email, "another horse battery").statusCode()).isEqualTo(201);
        assertThat(mails.count(stranger)).isZero();
    }

    @Test
    void strangersCannotFloodSomebody() {
        signUp(email, code("{}").jsonPath().getString("code"));
        for (int i = 0; i < 10; i++) {
            assertThat(askToReset(email).statusCode()).isEqualTo(202);
        }
        String other = People.newEmail();
        signUp(other, code("{}").jsonPath().getString("code"));
        askToReset(other);
        mails.token(other, 2);
        assertThat(mails.count(email)).isBetween(2, 5);
    }

    @Test
    void withTheMailServerDownTheInvitationIsShownInsteadAndSignupStillWorks() {
        Tenant tenant = tenant();
        mails.stop();
        try {
            Response invitation = People.invite(tenant, People.newEmail());
            assertThat(invitation.statusCode()).isEqualTo(201);
            assertThat(invitation.jsonPath().getString("delivery")).isEqualTo("FAILED");
            assertThat(People.accept(invitation.jsonPath().getString("accept_token"), People.PASSWORD)
                            .statusCode())
                    .isEqualTo(201);
            Response signup = signUp(email, code("{}").jsonPath().getString("code"));
            assertThat(signup.jsonPath().getString("email_verification")).isEqualTo("FAILED");
        } finally {
            mails.start();
        }
        askToVerify(email);
        await().untilAsserted(() -> assertThat(mails.count(email)).isEqualTo(1));
        assertThat(verify(mails.token(email, 1)).statusCode()).isEqualTo(204);
    }

    private static Response code(String body) {
        return People.admin().contentType(ContentType.JSON).body(body).post(CODES);
    }

    private static Response signUp(String address, String code) {
        return People.post("/weir/v1/signups", """
                {"email":"%s","password":"%s","organization_name":"Acme","invitation_code":"%s"}
                """.formatted(address, People.PASSWORD, code));
    }

    /** Somebody who has signed up and answered the mail. */
    private Tenant tenant() {
        String address = People.newEmail();
        Response signup = signUp(address, code("{}").jsonPath().getString("code"));
        assertThat(signup.jsonPath().getString("email_verification")).isEqualTo("SENT");
        assertThat(verify(mails.token(address, 1)).statusCode()).isEqualTo(204);
        return tenant(signup);
    }

    private static Tenant tenant(Response signup) {
        var body = signup.jsonPath();
        return new Tenant(
                body.getString("organization.id"),
                body.getString("user.id"),
                body.getString("environment.id"),
                new Tenant.Key(body.getString("api_key.id"), body.getString("api_key.secret")));
    }

    private static Response verify(String token) {
        return People.post("/weir/v1/email-verifications/complete", "{\"token\":\"%s\"}".formatted(token));
    }

    private static Response askToVerify(String address) {
        return People.post("/weir/v1/email-verifications", "{\"email\":\"%s\"}".formatted(address));
    }

    private static Response askToReset(String address) {
        return People.post("/weir/v1/password-resets", "{\"email\":\"%s\"}".formatted(address));
    }
}
