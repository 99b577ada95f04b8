package dev.weir.controlplane.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.TestConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** What people do who come by themselves: without a key, with a session, with a token. */
final class People {
    static final String PASSWORD = "correct horse battery";

    private People() {}

    static String newEmail() {
        return "Ann." + UUID.randomUUID() + "@Example.org";
    }

    static Response post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    static Response logIn(String email, String password) {
        return post("/weir/v1/sessions", """
                {"email":"%s","password":"%s"}""".formatted(email, password));
    }

    /** The token of a new session. */
    static String session(String email, String password) {
        Response answer = logIn(email, password);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath().getString("token");
    }

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    static RequestSpecification admin() {
        return given().auth().preemptive().basic(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET);
    }

    static Response invite(Tenant tenant, String email) {
        return tenant.post("/iam/v2/invitations", "{\"email\":\"%s\"}".formatted(email));
    }

    static Response accept(String token, String password) {
        return post("/weir/v1/invitations/accept", """
                {"token":"%s","password":"%s","full_name":"Bob"}""".formatted(token, password));
    }

    /** Somebody whom the tenant has invited, and who has accepted. */
    static Member member(Tenant tenant) {
        String email = newEmail();
        Response invitation = invite(tenant, email);
        Response accepted = accept(invitation.jsonPath().getString("accept_token"), PASSWORD);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(201);
        return new Member(accepted.jsonPath().getString("user.id"), email);
    }

    record Member(String id, String email) {}
}
