package dev.weir.controlplane.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.controlplane.api.PostgresOnly;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queries that name no organization, through the application's own pool, whose only connection serves everybody. */
@QuarkusTest
@Tag("own-jvm")
@TestProfile(RowLevelSecurityIT.OneConnection.class)
@WithTestResource(PostgresOnly.class)
class RowLevelSecurityIT {
    private static final String OWNER = "organization_id";
    /** All with rows of organizations, and a column of each that requests may read. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("api_key", OWNER),
            Map.entry("app_user", OWNER),
            Map.entry("audit_event", OWNER),
            Map.entry("client_quota", OWNER),
            Map.entry("client_quota_principal", OWNER),
            Map.entry("cluster", OWNER),
            Map.entry("cluster_secret", "(select organization_id from cluster c where c.id = cluster_id)"),
            Map.entry("environment", OWNER),
            Map.entry("idempotency_key", OWNER),
            Map.entry("identity_mapping", OWNER),
            Map.entry("identity_provider", OWNER),
            Map.entry("invitation", OWNER),
            Map.entry("organization", "id"),
            Map.entry("organization_limit", OWNER),
            Map.entry("provisioning_work", OWNER),
            Map.entry("role_binding", OWNER),
            Map.entry("service_account", OWNER),
            Map.entry("topic", OWNER),
            Map.entry("topic_listing", OWNER),
            Map.entry("user_session", OWNER),
            Map.entry("user_token", "(select organization_id from app_user u where u.id = user_id)"));
    /** Those whose rows requests may give away if nothing but their rights hinders them, and those they may delete. */
    private static final String CHANGEABLE = """
            select relname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where relnamespace = 'public'::regnamespace and relkind = 'r' and attname = 'organization_id'
              and has_column_privilege('weir_api', c.oid, attnum, 'update')""";

    private static final String DELETABLE = """
            select relname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where relnamespace = 'public'::regnamespace and relkind = 'r' and attname = 'organization_id'
              and has_column_privilege('weir_api', c.oid, attnum, 'select')
              and has_table_privilege('weir_api', c.oid, 'delete')""";
    private static final List<String> ENTITIES = List.of(
            "UserEntity",
            "EnvironmentEntity",
            "ServiceAccountEntity",
            "ClusterEntity",
            "ApiKeyEntity",
            "RoleBindingEntity",
            "InvitationEntity");
    private static final int ROUNDS = 10;
    private static final String REFUSED = "row-level security";

    private PostgresServer postgres;

    @Inject
    CurrentOrganization organization;

    @Inject
    Database database;

    @Inject
    SystemDatabase system;

    @Inject
    EntityManager entities;

    @Inject
    DataSource pool;

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private SampleTenant one;
    private SampleTenant two;

    @BeforeEach
    void setUp() {
        one = postgres.inTransaction(RowLevelSecurityIT::tenantWithEverything);
        two = postgres.inTransaction(RowLevelSecurityIT::tenantWithEverything);
    }

    @AfterEach
    void tearDown() {
        requests.close();
    }

    @Test
    void everyTableOfOrganizationsIsTried() {
        assertThat(postgres.<List<String>>inTransaction(connection -> column(connection, """
                        select relname from pg_class c
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                          and exists (select from pg_attribute a
                                      where a.attrelid = c.oid and attname = 'organization_id' and not attisdropped)""")))
                .containsExactlyInAnyOrderElementsOf(TABLES.keySet().stream()
                        .filter(table -> !table.equals("organization"))
                        .toList());
    }

    @Test
    void tenantsWhoTakeTurnsOnOneConnectionSeeTheirOwnRowsOnly() {
        for (int i = 0; i < ROUNDS; i++) {
            assertSeesOnlyItsOwn(one.organization());
            assertSeesOnlyItsOwn(two.organization());
        }
    }

    @Test
    void tenantsWhoWantTheConnectionAtTheSameTimeSeeTheirOwnRowsOnly() throws Exception {
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < ROUNDS; i++) {
            for (SampleTenant tenant : List.of(one, two)) {
                running.add(requests.submit(() -> assertSeesOnlyItsOwn(tenant.organization())));
            }
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    @Test
    void whatOneTenantSawIsForgottenHoweverItsTransactionEnds() {
        assertThatThrownBy(() -> as(one.organization(), () -> {
                    assertThat(sql("select organization_id from environment")).isNotEmpty();
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessageContaining("on purpose");
        assertThat(nobody(() -> sql("select organization_id from environment"))).isEmpty();
        assertThat(nobody(() -> sql("select current_setting('weir.org', true)")))
                .containsExactly("");
    }

    @Test
    void withoutAnOrganizationNothingIsThereAndNothingCanBeWritten() {
        TABLES.forEach((table, owner) -> assertThat(nobody(() -> sql("select " + owner + " from " + table)))
                .as(table)
                .isEmpty());
        for (String entity : ENTITIES) {
            assertThat(nobody(() -> jpql("select organizationId from " + entity)))
                    .as(entity)
                    .isEmpty();
        }
        assertThat(nobody(() -> jpql("select id from OrganizationEntity"))).isEmpty();
        assertThatThrownBy(() -> nobody(() -> write(environmentOf(one)))).hasMessageContaining(REFUSED);
        assertThat(nobody(() -> write("delete from environment"))).isZero();
    }

    @Test
    void nobodyCanWriteRowsOfOthers() {
        OrganizationId own = one.organization();
        assertThat(as(own, () -> write(environmentOf(one)))).isEqualTo(1);
        assertThatThrownBy(() -> as(own, () -> write(environmentOf(two)))).hasMessageContaining(REFUSED);
        List<String> changeable = postgres.inTransaction(connection -> column(connection, CHANGEABLE));
        assertThat(changeable).contains("cluster", "api_key", "environment");
        for (String table : changeable) {
            assertThatThrownBy(() -> as(
                            own,
                            () -> write("update " + table + " set organization_id = '" + two.organization() + "'")))
                    .as(table)
                    .hasMessageContaining(REFUSED);
        }
        String others = " where organization_id = '" + two.organization() + "'";
        for (String table : changeable) {
            assertThat(as(own, () -> write("update " + table + " set organization_id = organization_id" + others)))
                    .as(table)
                    .isZero();
        }
        List<String> deletable = postgres.inTransaction(connection -> column(connection, DELETABLE));
        assertThat(deletable).contains("app_user", "environment", "service_account", "user_session");
        for (String table : deletable) {
            assertThat(as(own, () -> write("delete from " + table + others)))
                    .as(table)
                    .isZero();
        }
        assertThat(as(
                        own,
                        () -> write(
                                "update organization set display_name = 'x' where id = '" + two.organization() + "'")))
                .isZero();
    }

    @Test
    void withoutATransactionAnOrganizationsRequestIsRefusedInsteadOfSeeingNothing() {
        assertThatThrownBy(() -> inRequest(one.organization(), () -> jpql("select id from EnvironmentEntity")))
                .hasStackTraceContaining("without a transaction");
        assertThatThrownBy(() -> inRequest(one.organization(), () -> {
                    try (Connection connection = pool.getConnection()) {
                        return connection.isValid(1);
                    }
                }))
                .hasMessageContaining("without a transaction");
        assertSeesOnlyItsOwn(one.organization());
    }

    @Test
    void requestNeverServesTwoOrganizations() {
        assertThatThrownBy(() -> as(one.organization(), () -> {
                    organization.is(two.organization());
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void systemSeesAllAndItsTransactionIsNotTheTenants() {
        List<String> owners = as(
                one.organization(),
                () -> system.inNewTransaction(connection -> column(connection, "select organization_id from cluster")));
        assertThat(owners)
                .contains(one.organization().value(), two.organization().value());
        List<String> role = system.inNewTransaction(connection -> sql("select current_user::text"));
        assertThat(role).containsExactly("weir_system");
    }

    private void assertSeesOnlyItsOwn(OrganizationId own) {
        as(own, () -> {
            TABLES.forEach((table, owner) -> {
                String query = "select " + owner + " from " + table;
                assertThat(sql(query)).as(table).isNotEmpty().containsOnly(own.value());
                assertThat(nativeQuery(query)).as(table).isNotEmpty().containsOnly(own.value());
            });
            for (String entity : ENTITIES) {
                assertThat(jpql("select organizationId from " + entity))
                        .as(entity)
                        .isNotEmpty()
                        .containsOnly(own.value());
            }
            // Which Hibernate doesn't confine: its tenant is its key.
            assertThat(jpql("select id from OrganizationEntity")).containsOnly(own.value());
            return own;
        });
    }

    /** As a request of the organization would, in a transaction. */
    private <T> T as(OrganizationId tenant, Callable<T> work) {
        return inRequest(tenant, () -> QuarkusTransaction.requiringNew().call(work));
    }

    private <T> T nobody(Callable<T> work) {
        return inRequest(null, () -> QuarkusTransaction.requiringNew().call(work));
    }

    /** On a thread of its own, since this one has the test's request. */
    private <T> T inRequest(OrganizationId tenant, Callable<T> work) {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            return thread.submit(() -> {
                        var context = Arc.container().requestContext();
                        context.activate();
                        try {
                            Optional.ofNullable(tenant).ifPresent(organization::is);
                            return work.call();
                        } finally {
                            context.terminate();
                        }
                    })
                    .get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> sql(String query) {
        return database.inCurrentTransaction(connection -> column(connection, query));
    }

    private int write(String change) {
        return database.inCurrentTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(change);
            }
        });
    }

    private List<String> nativeQuery(String query) {
        return strings(entities.createNativeQuery(query, String.class).getResultList());
    }

    private List<String> jpql(String query) {
        return entities.createQuery(query, String.class).getResultList();
    }

    private static List<String> strings(List<?> values) {
        return values.stream().map(String.class::cast).toList();
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static SampleTenant tenantWithEverything(Connection connection) throws SQLException {
        SampleTenant tenant = SampleTenant.insert(connection);
        ClusterId cluster = tenant.insertCluster(connection);
        tenant.insertKey(connection, cluster);
        SampleTenant.update(
                connection,
                """
                insert into service_account (id, organization_id, display_name, description, created_at, updated_at)
                values (?, ?, 'robot', '', now(), now())""",
                "sa-of-" + tenant.organization(),
                tenant.organization().value());
        try (var statement = connection.createStatement()) {
            for (String row : othersRows()) {
                statement.execute(row.replace(":org", "'" + tenant.organization() + "'")
                        .replace(":user", "'" + tenant.admin() + "'")
                        .replace(":cluster", "'" + cluster + "'"));
            }
        }
        return tenant;
    }

    /** One in each of the other tables. */
    private static List<String> othersRows() {
        return List.of(
                "insert into organization_limit values (:org, '{}', now())",
                "insert into user_session values ('s-' || :user, :org, :user, :user, '', '', now(), now(), now())",
                "insert into user_token values (:user, :org, :user, 'VERIFY_EMAIL', now(), now())",
                "insert into invitation (id, organization_id, email, creator_id, user_id, status, token_sha256,"
                        + " created_at, updated_at, expires_at)"
                        + " values ('i-' || :user, :org, '', :user, '', 'SENT', :user, now(), now(), now())",
                "insert into cluster_secret values (:cluster, :org, 1, '')",
                "insert into provisioning_work (cluster_id, organization_id, due_at) values (:cluster, :org, 'infinity')",
                "insert into client_quota values ('cq-' || :cluster, :org, '', :cluster, '', '', 1, 1, now(), now())",
                "insert into client_quota_principal values (:cluster, :user, 'cq-' || :cluster, :org, 0)",
                "insert into identity_provider (id, organization_id, display_name, description, issuer, state, generation,"
                        + " created_at, updated_at)"
                        + " values ('op-' || :cluster, :org, 'login', '', 'https://login', 'ACTIVE', 1, now(), now())",
                "insert into identity_mapping values ('op-' || :cluster, :org, 0, 'robot', 'sa-of-' || :org)",
                "insert into topic values (:cluster, 'orders', 'id', :org, 1, 1, '{}', :user, now(), now())",
                "insert into topic_listing values (:cluster, :org, 1)",
                "insert into idempotency_key (organization_id, principal, idempotency_key, request_sha256)"
                        + " values (:org, :user, 'once', '')",
                "insert into audit_event (id, organization_id, at, address, user_agent, request_id, method, route,"
                        + " resources, status, repeated)"
                        + " values (:org, :org, now(), '', '', '', 'POST', '', '{}', 200, 1)");
    }

    private static String environmentOf(SampleTenant tenant) {
        return """
                insert into environment (id, organization_id, display_name, created_at, updated_at)
                values (gen_random_uuid(), '%s', gen_random_uuid(), now(), now())""".formatted(tenant.organization());
    }

    /** Whatever one tenant leaves on the connection, the next one finds. */
    public static final class OneConnection implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.max-size", "1", "quarkus.datasource.jdbc.acquisition-timeout", "60s");
        }
    }
}
