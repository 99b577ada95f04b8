package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How people come into an organization that exists. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class InvitationsIT {
    private static final String PATH = "/iam/v2/invitations";

    private PostgresServer database;

    @Test
    void whoeverHasTheTokenBecomesTheUserThatTheInvitationNames() {
        Tenant tenant = Tenant.signUp();
        String email = People.newEmail();
        Response created = People.invite(tenant, email);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        var body = created.jsonPath();
        assertThat(body.getString("api_version")).isEqualTo("iam/v2");
        assertThat(body.getString("kind")).isEqualTo("Invitation");
        assertThat(body.getString("id")).matches("i-[a-z0-9]+");
        assertThat(body.getString("email")).isEqualTo(email);
        assertThat(body.getString("auth_type")).isEqualTo("AUTH_TYPE_LOCAL");
        assertThat(body.getString("status")).isEqualTo("INVITE_STATUS_SENT");
        assertThat(created.asString()).doesNotContain("accepted_at");
        assertThat(body.getString("expires_at")).contains("T");
        assertThat(body.getString("creator.id")).isEqualTo(tenant.user());
        assertThat(body.getString("user.resource_name")).startsWith("crn://");
        assertThat(body.getString("metadata.self")).endsWith(PATH + "/" + body.getString("id"));
        assertThat(body.getString("metadata.resource_name"))
                .isEqualTo("crn://weir/organization=" + tenant.organization() + "/invitation=" + body.getString("id"));
        assertThat(body.getString("delivery")).isEqualTo("SKIPPED");

        Response read = tenant.get(PATH + "/" + body.getString("id"));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.asString()).doesNotContain("accept_token").doesNotContain("delivery");

        Response accepted = People.accept(body.getString("accept_token"), People.PASSWORD);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(201);
        assertThat(accepted.jsonPath().getString("user.id")).isEqualTo(body.getString("user.id"));
        assertThat(accepted.jsonPath().getString("organization.id")).isEqualTo(tenant.organization());
        assertThat(tenant.get("/iam/v2/users/" + body.getString("user.id"))
                        .jsonPath()
                        .getString("email"))
                .isEqualTo(email);
        Response after = tenant.get(PATH + "/" + body.getString("id"));
        assertThat(after.jsonPath().getString("status")).isEqualTo("INVITE_STATUS_ACCEPTED");
        assertThat(after.jsonPath().getString("accepted_at")).contains("T");
    }

    @Test
    void whoWasInvitedMayDoNothingUntilSomebodyGivesThemARole() {
        Tenant tenant = Tenant.signUp();
        var member = People.member(tenant);
        String token = People.session(member.email(), People.PASSWORD);
        assertThat(People.as(token).get("/weir/v1/sessions").statusCode()).isEqualTo(200);
        assertThat(People.as(token).get("/iam/v2/users").jsonPath().getList("data.id"))
                .containsExactly(member.id());
        assertProblem(People.as(token).get(PATH), 403, "forbidden");
        assertThat(tenant.get("/iam/v2/users").jsonPath().getList("data.id"))
                .containsExactlyInAnyOrder(tenant.user(), member.id());
    }

    @Test
    void usedWithdrawnExpiredAndUnknownTokensAreRefusedAlike() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Response used = People.invite(tenant, People.newEmail());
        Response withdrawn = People.invite(tenant, People.newEmail());
        Response expired = People.invite(tenant, People.newEmail());
        assertThat(People.accept(token(used), People.PASSWORD).statusCode()).isEqualTo(201);
        assertThat(tenant.delete(PATH + "/" + id(withdrawn)).statusCode()).isEqualTo(204);
        Sql.update(database, "update invitation set expires_at = now() where id = ?", id(expired));

        for (String token : List.of(token(used), token(withdrawn), token(expired), "x".repeat(64), "' or 1=1")) {
            Response refused = People.accept(token, People.PASSWORD);
            assertProblem(refused, 403, "invalid_token");
            assertThat(Answers.detail(refused)).isEqualTo(Answers.detail(People.accept("y", People.PASSWORD)));
        }
        assertThat(tenant.get(PATH + "/" + id(withdrawn)).statusCode()).isEqualTo(404);
        assertThat(tenant.get(PATH + "/" + id(expired)).jsonPath().getString("status"))
                .isEqualTo("INVITE_STATUS_EXPIRED");
    }

    @Test
    void oneOfTenWhoAcceptAtOnceIsLetIn() throws Exception {
        Tenant tenant = Tenant.signUp();
        String token = token(People.invite(tenant, People.newEmail()));
        assertThat(Parallel.statuses(10, i -> People.accept(token, People.PASSWORD)))
                .containsOnly(201, 403)
                .containsOnlyOnce(201);
    }

    @Test
    void aWeakPasswordDoesNotUseTheTokenUp() {
        Tenant tenant = Tenant.signUp();
        String token = token(People.invite(tenant, People.newEmail()));
        assertProblemAt(People.accept(token, "password1234"), 422, "invalid_configuration", "/password");
        assertThat(People.accept(token, People.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void anAddressIsInvitedOnceAtATime() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String email = People.newEmail();
        Response first = People.invite(tenant, email);
        assertThat(first.statusCode()).isEqualTo(201);
        assertProblemAt(
                People.invite(tenant, email.toUpperCase(java.util.Locale.ROOT)),
                409,
                "resource_already_exists",
                "/email");
        Sql.update(database, "update invitation set expires_at = now() where id = ?", id(first));
        Response second = People.invite(tenant, email);
        assertThat(second.statusCode()).isEqualTo(201);
        People.accept(token(second), People.PASSWORD);
        assertProblemAt(People.invite(tenant, email), 409, "resource_already_exists", "/email");
    }

    @Test
    void whomAnotherOrganizationKnowsCanBeInvitedButNotAccept() {
        Tenant tenant = Tenant.signUp();
        var elsewhere = People.member(Tenant.signUp());
        Response invitation = People.invite(tenant, elsewhere.email());
        assertThat(invitation.statusCode()).isEqualTo(201);
        assertProblemAt(People.accept(token(invitation), People.PASSWORD), 409, "resource_already_exists", "/email");
        assertThat(tenant.get(PATH + "/" + id(invitation)).jsonPath().getString("status"))
                .isEqualTo("INVITE_STATUS_SENT");
    }

    @Test
    void listsAreFilteredExactly() {
        Tenant tenant = Tenant.signUp();
        String email = People.newEmail();
        Response one = People.invite(tenant, email);
        Response two = People.invite(tenant, People.newEmail());
        People.accept(token(two), People.PASSWORD);

        assertThat(ids(tenant, "")).containsExactly(id(one), id(two));
        assertThat(ids(tenant, "?email=" + email)).containsExactly(id(one));
        assertThat(ids(tenant, "?status=INVITE_STATUS_SENT")).containsExactly(id(one));
        assertThat(ids(tenant, "?status=INVITE_STATUS_ACCEPTED")).containsExactly(id(two));
        assertThat(ids(tenant, "?status=INVITE_STATUS_EXPIRED")).isEmpty();
        assertThat(ids(tenant, "?user=" + two.jsonPath().getString("user.id"))).containsExactly(id(two));
        assertThat(ids(tenant, "?creator=" + tenant.user())).hasSize(2);
        assertThat(ids(tenant, "?creator=u-nobody")).isEmpty();
        assertProblem(tenant.get(PATH + "?status=SENT"), 400, "invalid_filter");
    }

    @Test
    void invitationsOfOthersAreNotThere() {
        Tenant tenant = Tenant.signUp();
        Tenant other = Tenant.signUp();
        String id = id(People.invite(tenant, People.newEmail()));
        assertThat(tenant.get(PATH + "/" + id).statusCode()).isEqualTo(200);
        assertProblem(other.get(PATH + "/" + id), 404, "resource_not_found");
        assertProblem(other.delete(PATH + "/" + id), 404, "resource_not_found");
        assertThat(ids(other, "")).isEmpty();
        assertThat(tenant.delete(PATH + "/" + id).statusCode()).isEqualTo(204);
    }

    @Test
    void whatIsNoAddressOrNoKindOfLoginIsRefused() {
        Tenant tenant = Tenant.signUp();
        for (String bad : List.of("nobody", "a@b@c", "a b@c", "a@b,c@d", "<a@b>", "a@b\\r\\nBcc: c@d")) {
            assertProblemAt(People.invite(tenant, bad), 422, "invalid_configuration", "/email");
        }
        assertProblemAt(
                tenant.post(PATH, "{\"email\":\"a@example.org\",\"auth_type\":\"AUTH_TYPE_SSO\"}"),
                422,
                "invalid_configuration",
                "/auth_type");
        assertProblemAt(tenant.post(PATH, "{}"), 422, "invalid_configuration", "/email");
    }

    @Test
    void aSuspendedOrganizationTakesNobodyIn() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String token = token(People.invite(tenant, People.newEmail()));
        Sql.update(database, "update organization set suspended = true where id = ?", tenant.organization());
        assertProblem(People.accept(token, People.PASSWORD), 403, "organization_suspended");
        Sql.update(database, "update organization set suspended = false where id = ?", tenant.organization());
        assertThat(People.accept(token, People.PASSWORD).statusCode()).isEqualTo(201);
    }

    @Test
    void rolesMayBeGivenToWhoIsInvitedAndGoWithTheInvitation() {
        Tenant tenant = Tenant.signUp();
        String everything = "crn://weir/organization=" + tenant.organization();
        String email = People.newEmail();
        Response kept = People.invite(tenant, email);
        Response withdrawn = People.invite(tenant, People.newEmail());
        String invited = withdrawn.jsonPath().getString("user.id");
        Tenant.id(tenant.bind(kept.jsonPath().getString("user.id"), "OrganizationAdmin", everything), 201);
        Tenant.id(tenant.bind(invited, "OrganizationAdmin", everything), 201);

        assertProblem(tenant.delete("/iam/v2/users/" + tenant.user()), 409, "last_administrator");
        assertThat(tenant.delete(PATH + "/" + id(withdrawn)).statusCode()).isEqualTo(204);
        assertThat(tenant.get("/iam/v2/role-bindings").jsonPath().getList("data.principal"))
                .doesNotContain("User:" + invited);
        assertProblemAt(tenant.bind(invited, "OrganizationAdmin", everything), 404, "resource_not_found", "/principal");

        assertThat(People.accept(token(kept), People.PASSWORD).statusCode()).isEqualTo(201);
        String session = People.session(email, People.PASSWORD);
        assertThat(People.as(session).get(PATH).statusCode()).isEqualTo(200);
        assertThat(tenant.delete("/iam/v2/users/" + tenant.user()).statusCode()).isEqualTo(204);
    }

    @Test
    void tokensAreKeptAsHashes() throws SQLException {
        Tenant tenant = Tenant.signUp();
        Response invitation = People.invite(tenant, People.newEmail());
        assertThat(Sql.text(database, "select token_sha256 from invitation where id = ?", id(invitation)))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(token(invitation));
    }

    private static List<String> ids(Tenant tenant, String query) {
        return tenant.get(PATH + query).jsonPath().getList("data.id");
    }

    private static String id(Response invitation) {
        return invitation.jsonPath().getString("id");
    }

    private static String token(Response invitation) {
        return invitation.jsonPath().getString("accept_token");
    }
}
