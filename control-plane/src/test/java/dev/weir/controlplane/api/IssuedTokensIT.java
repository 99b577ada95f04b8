package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.Issuer;
import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID Connect issuer; what a real one makes of them KeycloakIT shows. */
@QuarkusTest
@Tag("own-jvm")
@WithTestResource(PostgresAndIssuer.class)
class IssuedTokensIT {
    private static final String ENVIRONMENTS = "/org/v2/environments";

    private Issuer issuer;
    private PostgresServer database;
    private final String email = People.newEmail();
    private String organization;

    @BeforeEach
    void signUp() {
        organization = Tenant.signUp(email, People.PASSWORD).jsonPath().getString("organization.id");
    }

    @Test
    void aTokenOfTheIssuerIsGoodWhereAKeyIs() {
        String token = issuer.sign(issuer.claims(email.toLowerCase(java.util.Locale.ROOT)));
        assertThat(People.as(token).get(ENVIRONMENTS).statusCode()).isEqualTo(200);
        assertThat(People.as(token).get("/org/v2/organizations").jsonPath().getList("data.id"))
                .containsExactly(organization);
        assertThat(People.as(token).get("/weir/v1/sessions").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsWrongWithATokenMakesItNone() {
        refused(claims -> claims.setAudience("somebody else"));
        refused(claims -> claims.unsetClaim("aud"));
        refused(claims -> claims.setIssuer("http://127.0.0.1:1"));
        refused(claims -> claims.unsetClaim("iss"));
        refused(claims -> claims.setExpirationTime(
                NumericDate.fromSeconds(NumericDate.now().getValue() - 60)));
        refused(claims -> claims.setClaim("email_verified", false));
        refused(claims -> claims.unsetClaim("email_verified"));
        refused(claims -> claims.unsetClaim("email"));
        refused(claims -> claims.setStringClaim("email", People.newEmail()));
        assertThat(People.as(issuer.sign(issuer.claims(email)))
                        .get(ENVIRONMENTS)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheIssuersOwnSignatureCounts() {
        JwtClaims claims = issuer.claims(email);
        String good = issuer.sign(claims);
        String payload = good.split("\\.", -1)[1];
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        for (String forged : List.of(
                issuer.signByStranger(claims),
                none + "." + payload + ".",
                good.substring(0, good.length() - 8) + "AAAAAAAA",
                "x.y.z",
                "..")) {
            assertProblem(People.as(forged).get(ENVIRONMENTS), 401, "unauthorized");
        }
        assertThat(People.as(good).get(ENVIRONMENTS).statusCode()).isEqualTo(200);
    }

    @Test
    void keysAndSessionsGoOnBesideIt() {
        assertThat(Tenant.signUp().get(ENVIRONMENTS).statusCode()).isEqualTo(200);
        String session = People.session(email, People.PASSWORD);
        assertThat(People.as(session).get(ENVIRONMENTS).statusCode()).isEqualTo(200);
        assertProblem(People.as(session + "x").get(ENVIRONMENTS), 401, "unauthorized");
    }

    @Test
    void aSuspendedOrganizationsPeopleAreRefused() throws SQLException {
        String token = issuer.sign(issuer.claims(email));
        Sql.update(database, "update organization set suspended = true where id = ?", organization);
        assertProblem(People.as(token).get(ENVIRONMENTS), 403, "organization_suspended");
        Sql.update(database, "update organization set suspended = false where id = ?", organization);
        assertThat(People.as(token).get(ENVIRONMENTS).statusCode()).isEqualTo(200);
    }

    @Test
    void theIssuerIsNotAskedAtEveryRequest() {
        String token = issuer.sign(issuer.claims(email));
        People.as(token).get(ENVIRONMENTS);
        int before = issuer.asked();
        for (int i = 0; i < 5; i++) {
            People.as(token).get(ENVIRONMENTS);
        }
        assertThat(issuer.asked()).isEqualTo(before);
    }

    private void refused(Consumer<JwtClaims> spoil) {
        JwtClaims claims = issuer.claims(email);
        spoil.accept(claims);
        assertProblem(People.as(issuer.sign(claims)).get(ENVIRONMENTS), 401, "unauthorized");
    }
}
