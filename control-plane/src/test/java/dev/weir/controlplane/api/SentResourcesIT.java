package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients send back what they were answered. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class SentResourcesIT {
    @Test
    void whatWasAnsweredCanBeSentBackAsItIs() {
        Tenant tenant = Tenant.signUp();
        String account = tenant.serviceAccount("sent back");
        String cluster = tenant.cluster("sent-back");
        String key = Tenant.key(tenant.createCloudKey(tenant.user())).id();
        for (String path : List.of(
                "/org/v2/organizations/" + tenant.organization(),
                "/org/v2/environments/" + tenant.environment(),
                "/iam/v2/service-accounts/" + account,
                "/iam/v2/users/" + tenant.user(),
                "/kafka-quotas/v1/client-quotas/" + quota(tenant, cluster, account),
                "/cmk/v2/clusters/" + cluster,
                "/iam/v2/api-keys/" + key)) {
            Response before = tenant.get(path + (path.contains("cmk") ? "?environment=" + tenant.environment() : ""));
            Response after = tenant.patch(path, before.asString());
            assertThat(after.statusCode()).as(path + after.asString()).isEqualTo(200);
            assertThat(after.jsonPath().getString("id"))
                    .isEqualTo(before.jsonPath().getString("id"));
            assertThat(after.jsonPath().getString("display_name"))
                    .isEqualTo(before.jsonPath().getString("display_name"));
        }
    }

    @Test
    void anotherKindOrIdIsRefused() {
        Tenant tenant = Tenant.signUp();
        assertProblemAt(
                tenant.post("/org/v2/environments", "{\"kind\":\"Cluster\",\"display_name\":\"x\"}"),
                422,
                "invalid_configuration",
                "/kind");
        assertProblemAt(
                tenant.post("/iam/v2/service-accounts", "{\"api_version\":\"iam/v1\",\"display_name\":\"x\"}"),
                422,
                "invalid_configuration",
                "/api_version");
        assertProblemAt(
                tenant.patch("/org/v2/environments/" + tenant.environment(), "{\"id\":\"env-other1\"}"),
                422,
                "invalid_configuration",
                "/id");
        assertProblemAt(
                tenant.patch("/org/v2/organizations/" + tenant.organization(), "{\"jit_enabled\":true}"),
                422,
                "invalid_configuration",
                "/jit_enabled");
    }

    @Test
    void anIdThatSomebodyWishesForANewResourceIsNotTaken() {
        Tenant tenant = Tenant.signUp();
        Response made = tenant.post(
                "/org/v2/environments", "{\"api_version\":\"\",\"id\":\"env-wished\",\"display_name\":\"wish\"}");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.jsonPath().getString("id")).isNotEqualTo("env-wished");
    }

    @Test
    void whatIsReadOnlyInNewInvitationsAndRoleBindingsIsIgnored() {
        Tenant tenant = Tenant.signUp();
        Response invited = tenant.post("/iam/v2/invitations", """
                {"api_version":"iam/v2","kind":"Invitation","id":"i-wished","email":"%s","status":"INVITE_STATUS_ACCEPTED",
                 "accepted_at":null,"expires_at":"2040-01-01T00:00:00Z","user":{"id":"u-1"},"creator":{"id":"u-2"}}
                """.formatted(People.newEmail()));
        assertThat(invited.statusCode()).as(invited.asString()).isEqualTo(201);
        assertThat(invited.jsonPath().getString("status")).isEqualTo("INVITE_STATUS_SENT");
        assertThat(invited.jsonPath().getString("creator.id")).isEqualTo(tenant.user());

        String binding = """
                {"api_version":"iam/v2","kind":"%s","id":"rb-wished","principal":"User:%s",
                 "role_name":"OrganizationAdmin","crn_pattern":"crn://weir/organization=%s"}""";
        String account = tenant.serviceAccount("bound");
        Response bound =
                tenant.post("/iam/v2/role-bindings", binding.formatted("RoleBinding", account, tenant.organization()));
        assertThat(bound.statusCode()).as(bound.asString()).isEqualTo(201);
        assertThat(bound.jsonPath().getString("id")).isNotEqualTo("rb-wished");
        assertProblemAt(
                tenant.post("/iam/v2/role-bindings", binding.formatted("Cluster", account, tenant.organization())),
                422,
                "invalid_configuration",
                "/kind");
    }

    @Test
    void whatIsNotOfferedIsRefusedInsteadOfIgnored() {
        Tenant tenant = Tenant.signUp();
        assertProblemAt(
                tenant.post("/cmk/v2/clusters", """
                        {"spec":{"display_name":"c","cloud":"AWS","region":"local",
                         "config":{"kind":"Dedicated","cku":1,"encryption_key":"arn:aws:kms:x"},
                         "environment":{"id":"%s"}}}""".formatted(tenant.environment())),
                422,
                "invalid_configuration",
                "/spec/config/encryption_key");
        Response owned =
                tenant.post("/iam/v2/service-accounts?assigned_resource_owner=u-1", "{\"display_name\":\"x\"}");
        assertThat(owned.statusCode()).isEqualTo(400);
        assertThat(owned.jsonPath().getString("errors[0].source.parameter")).isEqualTo("assigned_resource_owner");
    }

    @Test
    void environmentsAreFoundByNameInOneOrSeveralWords() {
        Tenant tenant = Tenant.signUp();
        for (String name : List.of("my", "my app", "other")) {
            tenant.post("/org/v2/environments", "{\"display_name\":\"%s\"}".formatted(name));
        }
        assertThat(tenant.get("/org/v2/environments?display_name=my%20app")
                        .jsonPath()
                        .getList("data.display_name"))
                .containsExactly("my app");
        assertThat(tenant.get("/org/v2/environments?display_name=my&display_name=app")
                        .jsonPath()
                        .getList("data.display_name"))
                .containsExactly("my", "my app");
        assertThat(tenant.get("/org/v2/environments?display_name=none")
                        .jsonPath()
                        .getInt("metadata.total_size"))
                .isZero();
        assertThat(tenant.get("/org/v2/environments?display_name=%00").statusCode())
                .isEqualTo(400);
    }

    private static String quota(Tenant tenant, String cluster, String account) {
        Response made =
                tenant.post("/kafka-quotas/v1/client-quotas", """
                {"api_version":"kafka-quotas/v1","kind":"ClientQuota","spec":{"display_name":"sent back",
                 "throughput":{"ingress_byte_rate":"1000","egress_byte_rate":"1000"},"cluster":{"id":"%s"},
                 "principals":[{"id":"%s"}],"environment":{"id":"%s"}}}
                """.formatted(cluster, account, tenant.environment()));
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(202);
        return made.jsonPath().getString("id");
    }
}
