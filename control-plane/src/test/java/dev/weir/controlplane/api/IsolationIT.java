package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.detail;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What belongs to somebody else looks as if it weren't there. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class IsolationIT {
    @Test
    void foreignIdsAreAnsweredAsUnknownOnes() {
        Tenant owner = Tenant.signUp();
        Tenant stranger = Tenant.signUp();
        String cluster = owner.cluster("events");
        String account = owner.serviceAccount("robot");
        String key = Tenant.key(owner.createClusterKey(owner.user(), cluster)).id();

        List<List<String>> paths = List.of(
                List.of("/org/v2/organizations/", owner.organization(), "00000000-0000-0000-0000-000000000000"),
                List.of("/org/v2/environments/", owner.environment(), "env-unknown"),
                List.of("/iam/v2/users/", owner.user(), "u-unknown"),
                List.of("/iam/v2/service-accounts/", account, "sa-unknown"),
                List.of("/iam/v2/api-keys/", key, "AAAAAAAAAAAAAAAA"),
                List.of("/cmk/v2/clusters/", cluster, "lkc-unknown"));
        for (List<String> path : paths) {
            String foreign = path.get(0) + path.get(1);
            assertThat(owner.get(foreign).statusCode()).as(foreign).isEqualTo(200);
            assertAlike(stranger.get(foreign), path.get(1), stranger.get(path.get(0) + path.get(2)), path.get(2));
            assertProblem(stranger.get(path.get(0) + "%27%20or%201=1"), 404, "resource_not_found");
        }
        for (List<String> path : paths.subList(1, 6)) {
            if (!path.get(0).contains("users")) {
                assertAlike(
                        stranger.delete(path.get(0) + path.get(1)),
                        path.get(1),
                        stranger.delete(path.get(0) + path.get(2)),
                        path.get(2));
                assertThat(owner.get(path.get(0) + path.get(1)).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void foreignIdsInBodiesAndQueriesAreAnsweredAsUnknownOnes() {
        Tenant owner = Tenant.signUp();
        Tenant stranger = Tenant.signUp();
        var thief = new Tenant(stranger.organization(), stranger.user(), owner.environment(), stranger.key());
        assertProblem(thief.createCluster("mine", "Basic"), 404, "resource_not_found");
        assertProblem(stranger.get("/cmk/v2/clusters?environment=" + owner.environment()), 404, "resource_not_found");
        assertThat(stranger.createCluster("mine", "Basic").statusCode()).isEqualTo(202);
    }

    @Test
    void listsHoldTheCallersOwnOnly() {
        Tenant owner = Tenant.signUp();
        owner.serviceAccount("robot");
        Tenant stranger = Tenant.signUp();
        assertThat(stranger.get("/iam/v2/service-accounts").jsonPath().getList("data"))
                .isEmpty();
        assertThat(stranger.get("/iam/v2/users").jsonPath().getList("data.id")).containsExactly(stranger.user());
        assertThat(stranger.get("/iam/v2/api-keys?spec.owner=" + owner.user())
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
    }

    private static void assertAlike(Response foreign, String foreignId, Response unknown, String unknownId) {
        assertProblem(foreign, 404, "resource_not_found");
        assertProblem(unknown, 404, "resource_not_found");
        assertThat(detail(foreign).replace(foreignId, "?"))
                .isEqualTo(detail(unknown).replace(unknownId, "?"));
    }
}
