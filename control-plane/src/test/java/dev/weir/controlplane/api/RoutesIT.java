package dev.weir.controlplane.api;

import static dev.weir.controlplane.api.Answers.assertProblem;
import static dev.weir.controlplane.api.Answers.detail;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.api.Route.Audience;
import dev.weir.controlplane.api.Route.Outcome;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is allowed but what {@link Routes} says: each refusal stands beside the same request of whom it is for. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class RoutesIT {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head", "options");
    private static final Tenant.Key ADMIN = new Tenant.Key(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET);

    @Test
    void everyOperationOfTheDescriptionIsInTheTableAndNoOther() {
        Map<String, Map<String, Object>> paths =
                given().get("/openapi?format=json").jsonPath().getMap("paths");
        var described = new ArrayList<String>();
        paths.forEach((path, item) -> item.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(described).isNotEmpty();
        assertThat(Routes.ALL).extracting(Route::toString).containsExactlyInAnyOrderElementsOf(described);
    }

    @ParameterizedTest
    @MethodSource("everybodys")
    void isOpenToEverybody(String name) {
        Route route = Routes.named(name);
        assertAllowed(route.ask(new World(), given()));
    }

    @ParameterizedTest
    @MethodSource("mailed")
    void isForWhoGotAMail(String name) {
        assertProblem(Routes.named(name).ask(new World(), given()), 403, "invalid_token");
    }

    @ParameterizedTest
    @MethodSource("organizations")
    void isForTheOrganizationsOwn(String name) {
        Route route = Routes.named(name);
        var world = new World();

        assertRefusedWithoutAKey(route, world);
        assertForbidden(route.ask(world, Tenant.as(ADMIN)));
        Tenant stranger = world.stranger();
        Response foreign = route.ask(world, Tenant.as(stranger.key()));
        assertOutcome(route.foreign(), foreign);
        assertThat(foreign.asString().replace(route.target().apply(world), ""))
                .as("what another organization is shown")
                .doesNotContain("organization=" + world.organization() + "/")
                .doesNotContain("crn://weir/organization=" + world.organization() + "\"");
        Response nobody = route.ask(world, Tenant.as(world.nobody().key()));
        assertOutcome(route.nobody(), nobody);
        assertOutcome(route.nobody(), route.ask(world, Tenant.as(world.deposed().key())));
        Response developer = route.ask(world, Tenant.as(world.developer().key()));
        assertOutcome(route.developer(), developer);

        Response rightful = route.ask(world, Tenant.as(world.owner().key()));
        assertAllowed(rightful);
        assertShowsOnlyTheirOwn(route.nobody(), nobody, rightful, world);
        assertShowsOnlyTheirOwn(route.developer(), developer, rightful, world);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void isForThePlatformsAdministrator(String name) {
        Route route = Routes.named(name);
        var world = new World();

        assertRefusedWithoutAKey(route, world);
        Stream.of(world.owner(), world.stranger(), world.nobody())
                .forEach(tenant -> assertForbidden(route.ask(world, Tenant.as(tenant.key()))));

        assertAllowed(route.ask(world, Tenant.as(ADMIN)));
    }

    private static void assertRefusedWithoutAKey(Route route, World world) {
        RequestSpecification wrong =
                Tenant.as(new Tenant.Key(world.owner().key().id(), "x".repeat(64)));
        for (RequestSpecification stranger : List.of(given().urlEncodingEnabled(false), wrong, world.revokedKey())) {
            assertProblem(route.ask(world, stranger), 401, "unauthorized");
        }
    }

    private static void assertOutcome(Outcome outcome, Response answer) {
        switch (outcome) {
            case FORBIDDEN -> assertForbidden(answer);
            case NOT_FOUND -> assertProblem(answer, 404, "resource_not_found");
            case OF_ITS_OWN, ALLOWED -> assertAllowed(answer);
        }
    }

    /** Without these words Terraform takes a 403 for "deleted". */
    private static void assertForbidden(Response answer) {
        assertProblem(answer, 403, "forbidden");
        assertThat(detail(answer)).contains("nvalid API key");
    }

    private static void assertAllowed(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 299);
    }

    private static void assertShowsOnlyTheirOwn(Outcome outcome, Response theirs, Response rightful, World world) {
        if (outcome == Outcome.OF_ITS_OWN) {
            List<String> shown = theirs.jsonPath().getList("data.id", String.class);
            assertThat(shown).containsExactlyInAnyOrderElementsOf(world.ofMembers(shown));
            assertThat(rightful.jsonPath().getList("data.id")).hasSizeGreaterThan(shown.size());
        }
    }

    private static Stream<String> everybodys() {
        return of(Audience.EVERYBODY);
    }

    private static Stream<String> mailed() {
        return of(Audience.WHO_GOT_A_MAIL);
    }

    private static Stream<String> organizations() {
        return of(Audience.ORGANIZATION);
    }

    private static Stream<String> platforms() {
        return of(Audience.PLATFORM_ADMIN);
    }

    private static Stream<String> of(Audience audience) {
        return Routes.ALL.stream().filter(route -> route.audience() == audience).map(Route::toString);
    }
}
