package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.assertProblemAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.testing.PostgresServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose pages may use a cluster. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class HttpOriginsIT {
    private PostgresServer database;

    private static String path(String cluster) {
        return "/weir/v1/clusters/" + cluster + "/http-origins";
    }

    /** What the gateways were told last. */
    private JsonPath told(String cluster) throws SQLException {
        return JsonPath.from(Sql.text(
                database,
                "select payload from outbox where topic = 'weir.clusters' and record_key = ? order by id desc",
                cluster));
    }

    @Test
    void theOwnerSaysAndTheGatewaysAreTold() throws SQLException {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        assertThat(tenant.get(path(cluster)).jsonPath().getList("origins")).isEmpty();
        int generation = told(cluster).getInt("generation");

        List<String> origins = List.of("https://app.example.org", "http://localhost:3000");
        var changed = tenant.put(
                path(cluster),
                "{\"origins\":[\"https://app.example.org\",\"http://localhost:3000\",\"https://app.example.org\"]}");
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.jsonPath().getList("origins", String.class)).isEqualTo(origins);
        assertThat(tenant.get(path(cluster)).jsonPath().getList("origins", String.class))
                .isEqualTo(origins);
        assertThat(told(cluster).getList("httpOrigins", String.class)).isEqualTo(origins);
        assertThat(told(cluster).getInt("generation")).isEqualTo(generation + 1);

        // To say it again changes nothing.
        tenant.put(path(cluster), "{\"origins\":[\"https://app.example.org\",\"http://localhost:3000\"]}");
        assertThat(told(cluster).getInt("generation")).isEqualTo(generation + 1);
        assertThat(tenant.put(path(cluster), "{\"origins\":[]}").statusCode()).isEqualTo(200);
        assertThat(told(cluster).getList("httpOrigins")).isEmpty();
    }

    @Test
    void whatIsNoOriginIsRefused() {
        Tenant tenant = Tenant.signUp();
        String cluster = tenant.cluster("events");
        for (String origin : List.of(
                "*",
                "null",
                "app.example.org",
                "https://app.example.org/",
                "https://App.example.org",
                "ftp://example.org",
                "https://user@example.org",
                "https://")) {
            assertProblemAt(
                    tenant.put(path(cluster), "{\"origins\":[\"https://good.example.org\",\"" + origin + "\"]}"),
                    422,
                    "invalid_configuration",
                    "/origins/1");
        }
        assertProblemAt(tenant.put(path(cluster), "{}"), 422, "invalid_configuration", "/origins");
        assertThat(tenant.get(path(cluster)).jsonPath().getList("origins")).isEmpty();
    }

    @Test
    void anothersClusterIsAsUnknownAsOneThatIsNot() {
        String cluster = Tenant.signUp().cluster("events");
        Tenant stranger = Tenant.signUp();
        assertProblem(stranger.get(path(cluster)), 404, "resource_not_found");
        assertProblem(stranger.put(path(cluster), "{\"origins\":[]}"), 404, "resource_not_found");
    }
}
