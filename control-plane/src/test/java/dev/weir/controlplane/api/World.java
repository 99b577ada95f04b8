package dev.weir.controlplane.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** An organization with one of everything (made when it is asked for), and those who would like to have it. */
final class World {
    private final Tenant owner = Tenant.signUp();
    private final Tenant stranger = Tenant.signUp();
    private final String accountWithoutRole = owner.serviceAccount("without a role");
    private final String accountOfDeveloper = owner.serviceAccount("developer");
    private final Tenant nobody = owner.with(Tenant.key(owner.createCloudKey(accountWithoutRole)));
    private final Tenant developer = owner.with(Tenant.key(owner.createCloudKey(accountOfDeveloper)));
    private final Map<String, String> made = new HashMap<>();

    Tenant owner() {
        return owner;
    }

    Tenant stranger() {
        return stranger;
    }

    Tenant nobody() {
        return nobody;
    }

    /** May write to one topic of the cluster. */
    Tenant developer() {
        once("developer's binding", () -> {
            String topic = crn() + "/kafka=" + cluster() + "/topic=orders";
            return Tenant.id(owner.bind(accountOfDeveloper, "DeveloperWrite", topic), 201);
        });
        return developer;
    }

    /** Was an administrator for a moment. */
    Tenant deposed() {
        String account = owner.serviceAccount("deposed");
        Tenant deposed = owner.with(Tenant.key(owner.createCloudKey(account)));
        String binding =
                Tenant.id(owner.bind(account, "OrganizationAdmin", "crn://weir/organization=" + organization()), 201);
        assertThat(deposed.get("/iam/v2/users/" + user()).statusCode()).isEqualTo(200);
        assertThat(owner.delete("/iam/v2/role-bindings/" + binding).statusCode())
                .isEqualTo(200);
        return deposed;
    }

    /** Has a key of the administrator's that was good once. */
    RequestSpecification revokedKey() {
        Tenant.Key key = Tenant.key(owner.createCloudKey(user()));
        assertThat(owner.with(key).get("/iam/v2/users/" + user()).statusCode()).isEqualTo(200);
        assertThat(owner.delete("/iam/v2/api-keys/" + key.id()).statusCode()).isEqualTo(204);
        return Tenant.as(key);
    }

    /** What members without a role may find in lists: themselves and what is theirs. */
    Set<String> ofMembers(List<String> listed) {
        Set<String> own = new HashSet<>(listed);
        own.retainAll(Set.of(
                accountWithoutRole,
                accountOfDeveloper,
                nobody.key().id(),
                developer.key().id(),
                made.getOrDefault("developer's binding", "")));
        return own;
    }

    String organization() {
        return owner.organization();
    }

    String environment() {
        return owner.environment();
    }

    String user() {
        return owner.user();
    }

    String emptyEnvironment() {
        return once(
                "environment",
                () -> Tenant.id(owner.post("/org/v2/environments", "{\"display_name\":\"empty\"}"), 201));
    }

    String cluster() {
        return once("cluster", () -> owner.cluster("events"));
    }

    String crn() {
        return owner.crn(cluster());
    }

    String newCluster() {
        return """
                {"spec":{"display_name":"new","availability":"LOW","cloud":"AWS","region":"local",
                 "config":{"kind":"Basic"},"environment":{"id":"%s"}}}""".formatted(environment());
    }

    String serviceAccount() {
        return once("service account", () -> owner.serviceAccount("robot"));
    }

    String newClientQuota() {
        return """
                {"spec":{"display_name":"quota","description":"",
                 "throughput":{"ingress_byte_rate":"1000","egress_byte_rate":"1000"},
                 "cluster":{"id":"%s"},"environment":{"id":"%s"},"principals":[{"id":"%s"}]}}""".formatted(cluster(), environment(), serviceAccount());
    }

    String clientQuota() {
        return once(
                "client quota", () -> Tenant.id(owner.post("/kafka-quotas/v1/client-quotas", newClientQuota()), 202));
    }

    String newIdentityProvider(String name) {
        return """
                {"display_name":"%s","issuer":"https://login.example.org/realms/apps","audience":"weir",
                 "mappings":[{"subject":"billing","service_account":"%s"}]}""".formatted(name, serviceAccount());
    }

    String identityProvider() {
        return once(
                "identity provider",
                () -> Tenant.id(owner.post("/weir/v1/identity-providers", newIdentityProvider("login")), 201));
    }

    String apiKey() {
        return once(
                "key",
                () -> Tenant.key(owner.createClusterKey(user(), cluster())).id());
    }

    String roleBinding() {
        return once("binding", () -> Tenant.id(owner.bind(serviceAccount(), "DeveloperRead", crn()), 201));
    }

    /** The owner's address. */
    String email() {
        return owner.get("/iam/v2/users/" + user()).jsonPath().getString("email");
    }

    /** Somebody without a role. */
    String member() {
        return once("member", () -> People.member(owner).id());
    }

    String invitation() {
        return once("invitation", () -> Tenant.id(People.invite(owner, People.newEmail()), 201));
    }

    String acceptToken() {
        return People.invite(owner, People.newEmail()).jsonPath().getString("accept_token");
    }

    String session() {
        return once("session", () -> Tenant.id(People.logIn(email(), People.PASSWORD), 201));
    }

    String signupInvitation() {
        return once(
                "signup invitation",
                () -> Tenant.id(
                        People.admin()
                                .contentType(ContentType.JSON)
                                .body("{}")
                                .post("/weir/v1/admin/signup-invitations"),
                        201));
    }

    String resetToken() {
        return People.admin()
                .contentType(ContentType.JSON)
                .body("{\"email\":\"%s\"}".formatted(email()))
                .post("/weir/v1/admin/password-resets")
                .jsonPath()
                .getString("token");
    }

    private String once(String what, Supplier<String> maker) {
        String known = made.get(what);
        if (known == null) {
            known = maker.get();
            made.put(what, known);
        }
        return known;
    }
}
