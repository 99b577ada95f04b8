package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static dev.weir.controlplane.api.Answers.detail;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is JSON with an id, and the next request is served. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class MalformedRequestsIT {
    private Tenant tenant;

    @BeforeEach
    void signUp() {
        tenant = Tenant.signUp();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"display_name\":",
                "{\"display_name\":5}",
                "{\"display_name\":{}}",
                "{\"display_name\":[\"a\"]}",
                "{\"display_name\":true}",
                "{\"display_name\":\"a\",\"display_name\":\"b\"}",
                "{\"display_name\":\"a\"} trailing",
                "{'display_name':'a'}",
                "\u0000"
            })
    void whatIsNotTheExpectedJsonIsRefused(String body) {
        assertProblem(tenant.post("/org/v2/environments", body), 400, "malformed_request");
    }

    @Test
    void wrongTypesAreNamed() {
        Response refused = tenant.post("/cmk/v2/clusters", "{\"spec\":{\"config\":{\"cku\":\"2\"}}}");
        assertProblem(refused, 400, "malformed_request");
        assertThat(detail(refused)).contains("/spec/config/cku");
        assertProblem(
                tenant.post("/cmk/v2/clusters", "{\"spec\":{\"deletion_protection\":\"true\"}}"),
                400,
                "malformed_request");
        assertProblem(tenant.post("/cmk/v2/clusters", "{\"spec\":\"\"}"), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\\u0000",
                "a\\u0007b",
                "\\ud800",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void namesThatCannotBeShownAreRefused(String name) {
        assertProblemAt(
                tenant.post("/org/v2/environments", "{\"display_name\":\"%s\"}".formatted(name)),
                422,
                "invalid_configuration",
                "/display_name");
    }

    @Test
    void unknownPathsAndMethodsAreAnsweredInTheSameShape() {
        assertProblem(given().get("/"), 404, "resource_not_found");
        assertProblem(given().get("/cmk/v3/clusters"), 404, "resource_not_found");
        assertProblem(tenant.get("/org/v2/environments/a/b"), 404, "resource_not_found");
        assertProblem(Tenant.as(tenant.key()).put("/org/v2/environments"), 405, "method_not_allowed");
        assertProblem(Tenant.as(tenant.key()).accept("text/html").get("/org/v2/environments"), 406, "not_acceptable");
        assertProblem(
                Tenant.as(tenant.key()).contentType("text/plain").body("{}").post("/org/v2/environments"),
                415,
                "unsupported_media_type");
        assertProblem(tenant.get("/org/v2/environments/%00"), 404, "resource_not_found");
        assertProblem(tenant.get("/org/v2/environments/" + "x".repeat(2000)), 404, "resource_not_found");
    }

    @Test
    void whoeverAsksOrUsesAMethodThatIsNotKnownIsToldThoseThatAre() {
        String one = "/org/v2/environments/" + tenant.environment();
        for (Response answer : List.of(
                Tenant.as(tenant.key()).put(one), Tenant.as(tenant.key()).options(one), given().options(one))) {
            assertThat(answer.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
        }
        assertThat(given().options("/weir/v1/password-resets/complete").header("Allow"))
                .isEqualTo("OPTIONS, POST");
        assertThat(given().options("/org/v2/nothing").header("Allow")).isNull();
    }

    @Test
    void tooLargeAndTooDeepBodiesAreRefused() {
        assertProblem(
                tenant.post("/org/v2/environments", "{\"display_name\":\"" + "x".repeat(300_000) + "\"}"),
                413,
                "request_too_large");
        assertProblem(tenant.post("/org/v2/environments", "{\"x\":" + "[".repeat(1500)), 400, "malformed_request");
        assertThat(tenant.get("/org/v2/environments").statusCode()).isEqualTo(200);
    }

    @Test
    void everyCodeStandsInTheCatalogue() {
        List<String> codes = given().get("/weir/v1/errors").jsonPath().getList("data.code", String.class);
        assertThat(codes)
                .contains("quota_exceeded", "no_capacity", "resource_not_found", "invalid_filter")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyAnswerHasARequestId() {
        for (Response answer :
                List.of(given().get("/weir/v1/plans"), tenant.get("/iam/v2/users"), given().get("/q/health/ready"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("X-Request-Id")).isNotBlank();
        }
    }
}
