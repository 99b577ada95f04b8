package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Route.Outcome.ALLOWED;
import static dev.weir.controlplane.api.Route.Outcome.OF_ITS_OWN;
import static dev.weir.controlplane.api.Route.delete;
import static dev.weir.controlplane.api.Route.get;
import static dev.weir.controlplane.api.Route.patch;
import static dev.weir.controlplane.api.Route.post;

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
            post("/weir/v1/admin/republish").forPlatformAdmin(),
            post("/weir/v1/admin/clusters/{id}/suspend").of(World::cluster).forPlatformAdmin(),
            post("/weir/v1/admin/clusters/{id}/resume").of(World::cluster).forPlatformAdmin(),
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

    static Route named(String name) {
        return ALL.stream()
                .filter(route -> route.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
