package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /weir/v1/identity-providers}. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class IdentityProvidersIT {
    private static final String PATH = "/weir/v1/identity-providers";

    private PostgresServer database;

    private Tenant tenant;
    private String account;

    @BeforeEach
    void signUp() {
        tenant = Tenant.signUp();
        account = tenant.serviceAccount("billing");
    }

    private Response create(String name, String more) {
        return tenant.post(PATH, """
                {"display_name":"%s","mappings":[{"subject":"billing","service_account":"%s"}]%s}""".formatted(name, account, more));
    }

    private String issuer(String name) {
        return Tenant.id(create(name, ",\"issuer\":\"https://login.example.org\",\"audience\":\"weir\""), 201);
    }

    @Test
    void gatewaysAreToldOfAnIssuerItsChangesAndItsEnd() throws SQLException {
        String id = issuer("login");
        assertThat(id).startsWith("op-");
        assertThat(told(id)).contains("ACTIVE", "https://login.example.org", "\"subject\":\"billing\"", account);

        Response changed = tenant.patch(PATH + "/" + id, "{\"mappings\":[]}");
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.jsonPath().getString("subject_claim")).isEqualTo("sub");
        assertThat(told(id)).contains("\"mappings\":[]", "\"generation\":2").doesNotContain(account);

        assertThat(tenant.delete(PATH + "/" + id).statusCode()).isEqualTo(204);
        assertThat(told(id)).contains("DELETED", "\"generation\":3");
        assertProblem(tenant.get(PATH + "/" + id), 404, "resource_not_found");
        assertThat(issuer("login")).isNotEqualTo(id);
    }

    @Test
    void mappingsGoWithTheirServiceAccount() throws SQLException {
        String id = issuer("login");
        assertThat(tenant.delete("/iam/v2/service-accounts/" + account).statusCode())
                .isEqualTo(204);
        assertThat(told(id)).contains("ACTIVE", "\"generation\":2").doesNotContain(account);
        assertThat(tenant.get(PATH + "/" + id).jsonPath().getList("mappings")).isEmpty();
    }

    @Test
    void whatIsWrongIsSaid() {
        issuer("login");
        assertProblem(
                create("login", ",\"issuer\":\"https://login.example.org\",\"audience\":\"weir\""),
                409,
                "resource_already_exists");
        refused("", "/issuer");
        refused(",\"issuer\":\"https://login.example.org\"", "/audience");
        refused(",\"issuer\":\"file:///etc/passwd\",\"audience\":\"a\"", "/issuer");
        refused(",\"issuer\":\"https://a.example\",\"audience\":\"a\",\"jwks_uri\":\"gopher://b\"", "/jwks_uri");
        refused(",\"certificate_authority\":\"no PEM\"", "/certificate_authority");
        String foreign = Tenant.signUp().serviceAccount("theirs");
        assertProblemAt(
                tenant.post(PATH, """
                        {"display_name":"x","issuer":"https://a.example","audience":"a",
                         "mappings":[{"subject":"s","service_account":"%s"}]}""".formatted(foreign)), 404, "resource_not_found", "/mappings/0/service_account");
    }

    private void refused(String more, String pointer) {
        assertProblemAt(create("wrong", more), 422, "invalid_configuration", pointer);
    }

    private String told(String id) throws SQLException {
        return Sql.text(database, "select payload from outbox where record_key = ? order by id desc", id);
    }
}
