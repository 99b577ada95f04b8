package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weir.controlplane.testing.Keycloak;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Tokens of a real OpenID Connect server. Runs with {@code ./weir test --soak}, which unpacks one; it starts for half a
 * minute, more than this deserves each time.
 */
@QuarkusTest
@Tag("own-jvm")
@WithTestResource(PostgresAndKeycloak.class)
@EnabledIf("keycloakIsThere")
class KeycloakIT {
    private static final String ENVIRONMENTS = "/org/v2/environments";

    private Keycloak keycloak;

    @Test
    void itsUsersAreOursByTheirVerifiedAddress() {
        assertThat(Tenant.signUp("ann@example.org", People.PASSWORD).statusCode())
                .isEqualTo(201);
        assertThat(Tenant.signUp("eve@example.org", People.PASSWORD).statusCode())
                .isEqualTo(201);

        String ann = keycloak.token("cli", "ann");
        assertThat(People.as(ann).get(ENVIRONMENTS).statusCode()).isEqualTo(200);
        assertThat(People.as(ann).get("/iam/v2/users").jsonPath().getList("data.email"))
                .containsExactly("ann@example.org");
        for (String refused : List.of(keycloak.token("cli", "eve"), keycloak.token("other", "ann"), ann + "x")) {
            assertProblem(People.as(refused).get(ENVIRONMENTS), 401, "unauthorized");
        }
        String session = People.session("ann@example.org", People.PASSWORD);
        assertThat(People.as(session).get(ENVIRONMENTS).statusCode()).isEqualTo(200);
    }

    static boolean keycloakIsThere() {
        if (!Keycloak.isThere()
                && List.of(System.getenv().getOrDefault("WEIR_REQUIRE", "").split(","))
                        .contains("keycloak")) {
            fail("keycloak is required here but missing: run with -Dweir.soak=true, which unpacks it");
        }
        return Keycloak.isThere();
    }
}
