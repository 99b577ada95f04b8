package dev.weir.controlplane.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.testing.ManyRows;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.QueryPlans;
import dev.weir.controlplane.testing.QueryPlans.Plan;
import dev.weir.controlplane.testing.TestConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No request costs more because there are many tenants: every operation of {@link Routes}, and the plans it came to. */
@QuarkusTest
@Tag("own-jvm")
@WithTestResource(QueryPlansIT.PostgresThatExplains.class)
class QueryPlansIT {
    /** Tables that stay small however many tenants there are, or are read as a queue. */
    private static final Set<String> SMALL =
            Set.of("flyway_schema_history", "limit_rollout", "outbox", "plan", "publication", "region");

    /**
     * The platform's administrator is told how many organizations (of each plan, too: all have the same one here) and
     * events there are of all tenants.
     */
    private static final List<String> COUNTS_FOR_THE_ADMINISTRATOR = List.of(
            "select count(*) from organization where",
            "select name, limits, (select count(*) from organization o where o.plan = p.name)",
            "select count(*) from audit_event");

    /** Tells the platform topics everything again, so it reads everything. */
    private static final String READS_ALL = "POST /weir/v1/admin/republish";

    private static final Tenant.Key ADMIN = new Tenant.Key(TestConfig.ADMIN_KEY, TestConfig.ADMIN_SECRET);

    private PostgresServer postgres;

    @BeforeEach
    void setUp() {
        postgres.inTransaction(ManyRows::insertOnce);
    }

    @Test
    void noOperationReadsATableOfTenantsFromEndToEnd() throws SQLException {
        List<String> growing = growing();
        int before = plans("made").size();
        var world = new World();
        // Before another one takes its principal, and before the password is another.
        world.clientQuota();
        world.session();

        var failed = new ArrayList<String>();
        for (Route route : changesLast()) {
            for (RequestSpecification caller : callers(route, world)) {
                Response answer = route.ask(world, caller);
                if (answer.statusCode() >= 500) {
                    failed.add(route + " " + answer.asString());
                }
            }
        }
        for (String list : List.of("/org/v2/environments", "/iam/v2/api-keys", "/iam/v2/users")) {
            String next = world.stranger().get(list + "?page_size=1").jsonPath().getString("metadata.next");
            if (next != null) {
                world.stranger().get(next.substring(next.indexOf(list)));
            }
        }
        assertThat(failed).isEmpty();

        List<Plan> plans = plans("asked");
        assertThat(plans.size() - before).as("statements seen").isGreaterThan(500);
        assertThat(plans.stream()
                        .skip(before)
                        .filter(plan -> plan.role().startsWith("weir_"))
                        .filter(plan -> plan.scanned().stream().anyMatch(growing::contains))
                        .filter(plan -> COUNTS_FOR_THE_ADMINISTRATOR.stream()
                                .noneMatch(plan.statement().strip()::startsWith))
                        .distinct())
                .isEmpty();
    }

    @Test
    void aQueryWithoutAnIndexIsSeen() throws SQLException {
        try (var connection = postgres.connect("weir_system");
                var statement = connection.createStatement()) {
            statement.execute("select count(*) from api_key where description = 'no index helps'");
        }
        assertThat(plans("scanned"))
                .filteredOn(plan -> plan.role().equals("weir_system"))
                .filteredOn(plan -> plan.statement().contains("no index helps"))
                .singleElement()
                .satisfies(plan -> assertThat(plan.scanned()).containsExactly("api_key"));
    }

    /** Whoever adds a table adds rows of it, or says that it stays small. */
    private List<String> growing() throws SQLException {
        List<String> growing = new ArrayList<>();
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var tables = statement.executeQuery("""
                        select relname, reltuples from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')""")) {
            while (tables.next()) {
                String name = tables.getString("relname");
                if (!SMALL.contains(name)) {
                    assertThat(tables.getLong("reltuples"))
                            .as("rows of " + name)
                            .isGreaterThanOrEqualTo(ManyRows.COUNT);
                    growing.add(name);
                }
            }
        }
        return growing;
    }

    /** Reading, then making and changing, then what takes things away again, dependent ones first. */
    private static List<Route> changesLast() {
        return Stream.concat(
                        Routes.ALL.stream()
                                .filter(route -> !route.method().equals("DELETE"))
                                .filter(route -> !route.toString().equals(READS_ALL)),
                        Routes.ALL.reversed().stream()
                                .filter(route -> route.method().equals("DELETE")))
                .toList();
    }

    private static List<RequestSpecification> callers(Route route, World world) {
        return switch (route.audience()) {
            case EVERYBODY, WHO_GOT_A_MAIL -> List.of(given());
            case PLATFORM_ADMIN -> List.of(Tenant.as(ADMIN));
            case ORGANIZATION ->
                List.of(
                        Tenant.as(world.stranger().key()),
                        Tenant.as(world.developer().key()),
                        Tenant.as(world.owner().key()));
        };
    }

    /** All until now. */
    private List<Plan> plans(String moment) throws SQLException {
        String mark = moment + " " + UUID.randomUUID();
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("select '" + mark + "'");
        }
        var plans = new QueryPlans(postgres);
        return await().until(
                        plans::read,
                        all -> all.stream().anyMatch(plan -> plan.statement().contains(mark)));
    }

    /** A Postgres that says how it carries out what it is told. */
    public static final class PostgresThatExplains implements QuarkusTestResourceLifecycleManager {
        private PostgresServer server;

        @Override
        public Map<String, String> start() {
            server = new PostgresServer(QueryPlans.SETTINGS);
            return PostgresOnly.config(server);
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(server, field -> field.getType().equals(PostgresServer.class));
        }

        @Override
        public void stop() {
            server.close();
        }
    }
}
