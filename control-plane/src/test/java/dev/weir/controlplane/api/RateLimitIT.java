package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits low enough to be met. */
@QuarkusTest
@Tag("own-jvm")
@TestProfile(RateLimitIT.Low.class)
@WithTestResource(PostgresOnly.class)
class RateLimitIT {
    private static final String PATH = "/org/v2/environments";
    private static final int MANY = 200;

    @Test
    void aCredentialThatIsUsedTooMuchWaitsAndAnotherDoesNot() {
        Tenant tenant = Tenant.signUp();
        Tenant other = Tenant.signUp();
        Response answer = tenant.get(PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("10");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("9");
        assertThat(Integer.parseInt(answer.header("X-RateLimit-Reset"))).isBetween(1, 60);
        // While these are on their way places come back, the more the slower the machine is.
        for (int i = 0; i < MANY && answer.statusCode() == 200; i++) {
            answer = tenant.get(PATH);
        }
        assertProblem(answer, 429, "rate_limit_exceeded");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(other.get(PATH).statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerShowsTheLimits() {
        for (Response answer :
                new Response[] {given().get("/weir/v1/errors"), given().get(PATH), given().get("/nowhere")}) {
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("1000");
            assertThat(answer.header("X-RateLimit-Remaining")).isNotBlank();
            assertThat(answer.header("X-RateLimit-Reset")).isNotBlank();
        }
    }

    @Test
    void aDoorIsNarrowerThanTheHouse() {
        Response answer = Tenant.signUp("no address", "short");
        for (int i = 0; i < MANY && answer.statusCode() != 429; i++) {
            answer = Tenant.signUp("no address", "short");
        }
        assertProblem(answer, 429, "rate_limit_exceeded");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("20");
        assertThat(given().get("/weir/v1/errors").statusCode()).isEqualTo(200);
    }

    /** A handful. */
    public static final class Low implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "weir.rate-limits.credential-per-minute",
                    "10",
                    "weir.rate-limits.address-per-minute",
                    "1000",
                    "weir.rate-limits.door-per-minute",
                    "20");
        }
    }
}
