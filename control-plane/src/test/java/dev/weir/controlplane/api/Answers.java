package dev.weir.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;

/** What every answer that refuses has to look like. */
final class Answers {
    private Answers() {}

    static void assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/json");
        var body = answer.jsonPath();
        assertThat(body.getString("errors[0].code")).as(answer.asString()).isEqualTo(code);
        assertThat(body.getString("errors[0].status")).isEqualTo(String.valueOf(status));
        assertThat(body.getString("errors[0].title")).isNotBlank();
        assertThat(body.getString("errors[0].detail")).isNotBlank();
        assertThat(body.getString("errors[0].id")).isNotBlank().isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.asString())
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("<html");
    }

    static void assertProblemAt(Response answer, int status, String code, String pointer) {
        assertProblem(answer, status, code);
        assertThat(answer.jsonPath().getList("errors.source.pointer", String.class))
                .as(answer.asString())
                .contains(pointer);
    }

    static String detail(Response answer) {
        return answer.jsonPath().getString("errors[0].detail");
    }
}
