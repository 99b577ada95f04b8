package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Route.Outcome.ALLOWED;
import static dev.weir.controlplane.api.Route.Outcome.OF_ITS_OWN;
import static dev.weir.controlplane.api.Route.delete;
import static dev.weir.controlplane.api.Route.get;
import static dev.weir.controlplane.api.Route.patch;
import static dev.weir.controlplane.api.Route.post;
import static dev.weir.controlplane.api.Route.put;

import java.util.List;
import java.util.UUID;

/** All operations of the API. Whoever adds one says here whom it is for, or the build fails. */
final class Routes {
    static final List<Route> ALL = List.of(
            post("/weir/v1/signups")
                    .sending(world -> """
                            {"email":"%s@example.org","password":"correct horse battery","organization_name":"Acme"}
                            """.formatted(UUID.randomUUID()))
                    .forEverybody(),
            get("/weir/v1/plans").forEverybody(),
            get("/weir/v1/regions").forEverybody(),
            get("/weir/v1/errors").forEverybody(),
            //
            get("/org/v2/organizations").list().members(ALLOWED),
            get("/org/v2/organizations/{id}").of(World::organization).members(ALLOWED),
            patch("/org/v2/organizations/{id}").of(World::organization).sending(world -> "{\"display_name\":\"New\"}"),
            //
            get("/org/v2/environments").list().developers(ALLOWED),
            post("/org/v2/environments")
                    .sending(world -> "{\"display_name\":\"new\"}")
                    .foreign(OF_ITS_OWN),
            get("/org/v2/environments/{id}").of(World::environment).developers(ALLOWED),
            patch("/org/v2/environments/{id}").of(World::environment).sending(world -> "{\"display_name\":\"new\"}"),
            delete("/org/v2/environments/{id}").of(World::emptyEnvironment),
            //
            get("/cmk/v2/clusters")
                    .at(world -> "/cmk/v2/clusters?environment=" + world.environment())
                    .developers(ALLOWED),
            post("/cmk/v2/clusters").sending(World::newCluster),
            get("/cmk/v2/clusters/{id}").of(World::cluster).developers(ALLOWED),
            patch("/cmk/v2/clusters/{id}").of(World::cluster).sending(world -> "{\"spec\":{\"display_name\":\"new\"}}"),
            delete("/cmk/v2/clusters/{id}").of(World::cluster),
            //
            get("/iam/v2/users").list(),
            get("/iam/v2/users/{id}").of(World::user),
            patch("/iam/v2/users/{id}").of(World::member).sending(world -> "{\"full_name\":\"New\"}"),
            delete("/iam/v2/users/{id}").of(World::member),
            //
            get("/iam/v2/invitations").foreign(OF_ITS_OWN),
            post("/iam/v2/invitations")
                    .sending(world -> email(People.newEmail()))
                    .foreign(OF_ITS_OWN),
            get("/iam/v2/invitations/{id}").of(World::invitation),
            delete("/iam/v2/invitations/{id}").of(World::invitation),
            post("/weir/v1/invitations/accept")
                    .sending(world -> """
                            {"token":"%s","password":"%s"}""".formatted(world.acceptToken(), People.PASSWORD))
                    .forEverybody(),
            //
            post("/weir/v1/sessions")
                    .sending(world -> """
                            {"email":"%s","password":"%s"}""".formatted(world.email(), People.PASSWORD))
                    .forEverybody(),
            get("/weir/v1/sessions").foreign(OF_ITS_OWN),
            delete("/weir/v1/sessions").foreign(OF_ITS_OWN),
            delete("/weir/v1/sessions/{id}").of(World::session),
            put("/weir/v1/password")
                    .sending(world -> """
                            {"current_password":"%s","new_password":"another horse battery"}
                            """.formatted(People.PASSWORD))
                    .foreign(OF_ITS_OWN),
            post("/weir/v1/password-resets")
                    .sending(world -> email(world.email()))
                    .forEverybody(),
            post("/weir/v1/password-resets/complete")
                    .sending(world -> """
                            {"token":"%s","new_password":"another horse battery"}""".formatted(world.resetToken()))
                    .forEverybody(),
            post("/weir/v1/email-verifications")
                    .sending(world -> email(world.email()))
                    .forEverybody(),
            post("/weir/v1/email-verifications/complete")
                    .sending(world -> "{\"token\":\"unknown\"}")
                    .forWhoGotAMail(),
            //
            get("/iam/v2/service-accounts").list(),
            post("/iam/v2/service-accounts")
                    .sending(world -> "{\"display_name\":\"new\"}")
                    .foreign(OF_ITS_OWN),
            get("/iam/v2/service-accounts/{id}").of(World::serviceAccount),
            patch("/iam/v2/service-accounts/{id}")
                    .of(World::serviceAccount)
                    .sending(world -> "{\"description\":\"new\"}"),
            delete("/iam/v2/service-accounts/{id}").of(World::serviceAccount),
            //
            get("/iam/v2/api-keys").list(),
            post("/iam/v2/api-keys").sending(world -> """
                            {"spec":{"owner":{"id":"%s"},"resource":{"id":"%s"}}}
                            """.formatted(world.serviceAccount(), world.cluster())),
            get("/iam/v2/api-keys/{id}").of(World::apiKey),
            patch("/iam/v2/api-keys/{id}").of(World::apiKey).sending(world -> "{\"spec\":{\"description\":\"new\"}}"),
            delete("/iam/v2/api-keys/{id}").of(World::apiKey),
            //
            get("/iam/v2/role-bindings").list(),
            post("/iam/v2/role-bindings").sending(world -> """
                            {"principal":"User:%s","role_name":"CloudClusterAdmin","crn_pattern":"%s"}
                            """.formatted(world.serviceAccount(), world.crn())),
            get("/iam/v2/role-bindings/{id}").of(World::roleBinding),
            delete("/iam/v2/role-bindings/{id}").of(World::roleBinding),
            //
            get("/kafka-quotas/v1/client-quotas")
                    .at(world -> "/kafka-quotas/v1/client-quotas?spec.cluster=" + world.cluster() + "&environment="
                            + world.environment()),
            post("/kafka-quotas/v1/client-quotas").sending(World::newClientQuota),
            get("/kafka-quotas/v1/client-quotas/{id}").of(World::clientQuota),
            patch("/kafka-quotas/v1/client-quotas/{id}")
                    .of(World::clientQuota)
                    .sending(world -> "{\"spec\":{\"description\":\"new\"}}"),
            delete("/kafka-quotas/v1/client-quotas/{id}").of(World::clientQuota),
            //
            get("/weir/v1/identity-providers").foreign(OF_ITS_OWN),
            post("/weir/v1/identity-providers").sending(world -> world.newIdentityProvider("new")),
            get("/weir/v1/identity-providers/{id}").of(World::identityProvider),
            patch("/weir/v1/identity-providers/{id}")
                    .of(World::identityProvider)
                    .sending(world -> "{\"description\":\"new\"}"),
            delete("/weir/v1/identity-providers/{id}").of(World::identityProvider),
            //
            get("/service-quota/v1/applied-quotas")
                    .at(world -> "/service-quota/v1/applied-quotas?scope=ORGANIZATION")
                    .foreign(OF_ITS_OWN),
            get("/service-quota/v1/applied-quotas/{id}")
                    .of(world -> "iam.max_environments.per_org")
                    .foreign(OF_ITS_OWN),
            get("/service-quota/v1/scopes").members(ALLOWED).foreign(ALLOWED),
            get("/service-quota/v1/scopes/{id}")
                    .of(world -> "ORGANIZATION")
                    .members(ALLOWED)
                    .foreign(ALLOWED),
            get("/weir/v1/audit-events").foreign(OF_ITS_OWN),
            post("/weir/v1/clusters/{id}/retry").of(World::cluster),
            get("/weir/v1/clusters/{id}/http-origins").of(World::cluster).developers(ALLOWED),
            put("/weir/v1/clusters/{id}/http-origins")
                    .of(World::cluster)
                    .sending(world -> "{\"origins\":[\"https://app.example.org\"]}"),
            get("/weir/v1/clusters/{id}/topics").of(World::cluster).developers(ALLOWED),
            //
            get("/weir/v1/admin/organizations").forPlatformAdmin(),
            get("/weir/v1/admin/organizations/{id}").of(World::organization).forPlatformAdmin(),
            patch("/weir/v1/admin/organizations/{id}")
                    .of(World::organization)
                    .sending(world -> "{\"limits\":{}}")
                    .forPlatformAdmin(),
            get("/weir/v1/admin/plans").forPlatformAdmin(),
            get("/weir/v1/admin/plans/{id}").of(world -> "free").forPlatformAdmin(),
            put("/weir/v1/admin/plans/{id}")
                    .of(world -> "tried")
                    .sending(world -> "{\"limits\":{\"organization\":{\"environments\":1,\"clusters\":1,"
                            + "\"service_accounts\":1,\"cloud_api_keys\":1},\"clusters\":{}}}")
                    .forPlatformAdmin(),
            patch("/weir/v1/admin/plans/{id}")
                    .of(world -> "free")
                    .sending(world -> "{}")
                    .forPlatformAdmin(),
            get("/weir/v1/admin/audit-events").forPlatformAdmin(),
            post("/weir/v1/admin/republish").forPlatformAdmin(),
            post("/weir/v1/admin/signup-invitations").sending(world -> "{}").forPlatformAdmin(),
            delete("/weir/v1/admin/signup-invitations/{id}")
                    .of(World::signupInvitation)
                    .forPlatformAdmin(),
            post("/weir/v1/admin/password-resets")
                    .sending(world -> email(world.email()))
                    .forPlatformAdmin(),
            post("/weir/v1/admin/clusters/{id}/suspend").of(World::cluster).forPlatformAdmin(),
            post("/weir/v1/admin/clusters/{id}/resume").of(World::cluster).forPlatformAdmin(),
            post("/weir/v1/admin/clusters/{id}/rotate-secret")
                    .of(World::cluster)
                    .forPlatformAdmin(),
            get("/weir/v1/admin/clusters/{id}/secret-rotation")
                    .of(World::cluster)
                    .forPlatformAdmin(),
            post("/weir/v1/admin/organizations/{id}/suspend")
                    .of(World::organization)
                    .forPlatformAdmin(),
            post("/weir/v1/admin/organizations/{id}/resume")
                    .of(World::organization)
                    .forPlatformAdmin(),
            get("/weir/v1/admin/regions/{id}").of(world -> "local").forPlatformAdmin(),
            patch("/weir/v1/admin/regions/{id}")
                    .of(world -> "local")
                    .sending(world -> "{\"max_awake_brokers\":1000}")
                    .forPlatformAdmin());

    private Routes() {}

    private static String email(String address) {
        return "{\"email\":\"%s\"}".formatted(address);
    }

    static Route named(String name) {
        return ALL.stream()
                .filter(route -> route.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
