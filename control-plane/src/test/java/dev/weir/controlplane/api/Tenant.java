package dev.weir.controlplane.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Somebody who has signed up, and how they call the API. */
record Tenant(String organization, String user, String environment, Key key) {

    record Key(String id, String secret) {}

    static Tenant signUp() {
        Response answer = signUp(UUID.randomUUID() + "@example.org", "correct horse battery");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        var body = answer.jsonPath();
        return new Tenant(
                body.getString("organization.id"),
                body.getString("user.id"),
                body.getString("environment.id"),
                new Key(body.getString("api_key.id"), body.getString("api_key.secret")));
    }

    static Response signUp(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body("""
                        {"email":"%s","password":"%s","organization_name":"Acme","full_name":"Ann"}
                        """.formatted(email, password))
                .post("/weir/v1/signups");
    }

    /** The same organization by another key. */
    Tenant with(Key other) {
        return new Tenant(organization, user, environment, other);
    }

    Response get(String path) {
        return as(key).get(path);
    }

    Response post(String path, String body) {
        return as(key).contentType(ContentType.JSON).body(body).post(path);
    }

    Response patch(String path, String body) {
        return as(key).contentType(ContentType.JSON).body(body).patch(path);
    }

    Response put(String path, String body) {
        return as(key).contentType(ContentType.JSON).body(body).put(path);
    }

    Response delete(String path) {
        return as(key).delete(path);
    }

    static RequestSpecification as(Key key) {
        return given().urlEncodingEnabled(false).auth().preemptive().basic(key.id(), key.secret());
    }

    Response createCluster(String name, String kind) {
        return post("/cmk/v2/clusters", """
                {"spec":{"display_name":"%s","availability":"SINGLE_ZONE","cloud":"AWS","region":"local",
                 "config":{"kind":"%s"},
                 "environment":{"id":"%s","related":"","resource_name":""}}}
                """.formatted(name, kind, environment));
    }

    String cluster(String name) {
        return id(createCluster(name, "Basic"), 202);
    }

    String serviceAccount(String name) {
        return id(post("/iam/v2/service-accounts", "{\"display_name\":\"%s\"}".formatted(name)), 201);
    }

    Response createCloudKey(String owner) {
        return post("/iam/v2/api-keys", """
                {"spec":{"display_name":"","description":"","owner":{"id":"%s","kind":"User"}}}
                """.formatted(owner));
    }

    Response createClusterKey(String owner, String cluster) {
        return post("/iam/v2/api-keys", """
                {"spec":{"display_name":"","description":"","owner":{"id":"%s","related":"","resource_name":""},
                 "resource":{"id":"%s","related":"","resource_name":"","kind":"Cluster"}}}
                """.formatted(owner, cluster));
    }

    Response bind(String principal, String role, String pattern) {
        return post("/iam/v2/role-bindings", """
                {"principal":"User:%s","role_name":"%s","crn_pattern":"%s"}
                """.formatted(principal, role, pattern));
    }

    /** The name of a cluster in the environment, as Terraform makes it. */
    String crn(String cluster) {
        return "crn://weir/organization=" + organization + "/environment=" + environment + "/cloud-cluster=" + cluster;
    }

    static Key key(Response created) {
        return new Key(id(created, 202), created.jsonPath().getString("spec.secret"));
    }

    static String id(Response created, int status) {
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(status);
        return created.jsonPath().getString("id");
    }
}
