package dev.weir.controlplane.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.controlplane.api.PostgresOnly;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.controlplane.testing.SampleTenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the roles of the control plane may do at Postgres, whatever statement reaches it. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class DatabaseRolesIT {
    /** Tables whose rows belong to no organization. Whoever adds one says here that nobody's secrets are in it. */
    private static final List<String> SHARED = List.of(
            "failed_attempt",
            "flyway_schema_history",
            "limit_rollout",
            "outbox",
            "plan",
            "publication",
            "region",
            "signup_invitation");

    private PostgresServer postgres;

    @Inject
    Flyway flyway;

    private SampleTenant tenant;

    @BeforeEach
    void setUp() {
        tenant = postgres.inTransaction(SampleTenant::insert);
        postgres.inTransaction(tenant::insertCluster);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weir_api", "weir_system"})
    void roleIsNoSuperuserBypassesNothingOwnsNothingAndIsInNoOther(String role) throws SQLException {
        assertThat(asSuperuser("""
                        select rolcanlogin and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                                                    or rolreplication)
                        from pg_roles where rolname = '%s'""".formatted(role))).containsExactly("t");
        assertThat(asSuperuser("select relname from pg_class where relowner = '%s'::regrole".formatted(role)))
                .isEmpty();
        assertThat(asSuperuser("select proname from pg_proc where proowner = '%s'::regrole".formatted(role)))
                .isEmpty();
        assertThat(asSuperuser(
                        "select roleid::regrole from pg_auth_members where member = '%s'::regrole".formatted(role)))
                .isEmpty();
    }

    @Test
    void everyTableIsProtectedOrKnownToBelongToNobody() throws SQLException {
        assertThat(unprotected()).containsExactlyElementsOf(SHARED);
    }

    @Test
    void requestsRoleReadsOfSharedTablesOnlyWhatIsForEverybody() throws SQLException {
        assertThat(asSuperuser("""
                        select t || ' ' || p
                        from unnest(array['failed_attempt', 'flyway_schema_history', 'outbox', 'plan', 'region', 'signup_invitation']) t,
                             unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
                        where has_table_privilege('weir_api', t, p)""")).containsExactlyInAnyOrder("outbox insert", "plan select", "region select");
    }

    /** All that the two may do: a table that is added, or a wider right, has to be said here. */
    @Test
    void rolesMayDoThisAndNoMore() throws SQLException {
        assertThat(asSuperuser("""
                        with candidate as (
                          select c.oid, relname, role from pg_class c, unnest(array['weir_api', 'weir_system']) role
                          where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))
                        select role || ' ' || relname || ': ' || string_agg(
                          p || case when has_table_privilege(role, oid, p) then '' else '(' || (
                            select string_agg(attname, ',' order by attname) from pg_attribute a
                            where attrelid = oid and attnum > 0 and not attisdropped
                              and has_column_privilege(role, oid, attnum, p)) || ')' end, ' ' order by place)
                        from candidate, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references',
                                                     'trigger']) with ordinality as privilege (p, place)
                        where has_table_privilege(role, oid, p)
                          or (p in ('select', 'insert', 'update', 'references')
                              and has_any_column_privilege(role, oid, p))
                        group by role, relname order by role, relname""")).containsExactlyInAnyOrder("""
                        weir_api api_key: select insert update
                        weir_api app_user: select insert update delete
                        weir_api audit_event: select insert
                        weir_api client_quota: select insert update delete
                        weir_api client_quota_principal: select insert update delete
                        weir_api cluster: select insert update
                        weir_api cluster_secret: select(cluster_id) insert
                        weir_api environment: select insert update delete
                        weir_api idempotency_key: select insert update
                        weir_api identity_mapping: select insert update delete
                        weir_api identity_provider: select insert update delete
                        weir_api invitation: select insert update delete
                        weir_api organization: select insert update(display_name,updated_at)
                        weir_api organization_limit: select
                        weir_api outbox: insert
                        weir_api plan: select
                        weir_api provisioning_work: select insert update
                        weir_api region: select update(updated_at)
                        weir_api role_binding: select insert update delete
                        weir_api service_account: select insert update delete
                        weir_api topic: select delete
                        weir_api topic_listing: select
                        weir_api user_session: select(address,created_at,expires_at,id,last_seen_at,organization_id,user_agent,user_id) delete
                        weir_api user_token: select(user_id)
                        weir_system api_key: select update(generation,revoked_at,state,updated_at)
                        weir_system app_user: select(email,id,organization_id,password_hash) update(password_hash,updated_at)
                        weir_system audit_event: select insert
                        weir_system client_quota: select
                        weir_system client_quota_principal: select
                        weir_system cluster: select update
                        weir_system cluster_secret: select insert update
                        weir_system environment: select(organization_id)
                        weir_system failed_attempt: select insert update delete
                        weir_system idempotency_key: select(created_at) delete
                        weir_system identity_mapping: select
                        weir_system identity_provider: select update(updated_at)
                        weir_system invitation: select
                        weir_system limit_rollout: select insert update delete
                        weir_system organization: select update
                        weir_system organization_limit: select insert update
                        weir_system outbox: select insert delete
                        weir_system plan: select insert update
                        weir_system publication: select insert update
                        weir_system provisioning_work: select insert update
                        weir_system region: select insert update
                        weir_system role_binding: select
                        weir_system service_account: select(organization_id)
                        weir_system signup_invitation: select insert delete
                        weir_system topic: select insert update delete
                        weir_system topic_listing: select insert update
                        weir_system user_session: select insert update(last_seen_at) delete
                        weir_system user_token: select insert delete
                        """.strip().split("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select payload from outbox",
                "select token_sha256 from user_session",
                "update user_session set expires_at = now()",
                "select token_sha256 from user_token",
                "insert into user_token (token_sha256) values ('x')",
                "select code_sha256 from signup_invitation",
                "delete from failed_attempt",
                "update organization set email_pending = false",
                "delete from outbox",
                "select sealed from cluster_secret",
                "select script from flyway_schema_history",
                "update plan set limits = '{}'",
                "update region set max_awake_brokers = 1000000",
                "update organization set plan = 'free'",
                "update organization set suspended = false",
                "delete from organization",
                "truncate api_key",
                "delete from api_key",
                "delete from cluster",
                "delete from provisioning_work",
                "set role weir_system",
                "set role weir",
                "set session authorization weir_system",
                "alter table cluster disable row level security",
                "drop policy tenant on cluster",
                "create policy mine on cluster using (true)",
                "create table mine (id text)",
                "set row_security = off; select * from cluster",
                "select rolpassword from pg_authid",
            })
    void requestsRoleIsRefused(String statement) throws SQLException {
        try (Connection connection = postgres.connect("weir_api");
                var sql = connection.createStatement()) {
            sql.execute("select set_config('weir.org', '" + tenant.organization() + "', false)");
            assertThatThrownBy(() -> sql.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState())
                                    .as(refusal.getMessage())
                                    .isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from cluster",
                "update api_key set secret_sha256 = ''",
                "select script from flyway_schema_history",
                "insert into organization (id) values ('x')",
                "drop table outbox",
                "set role weir",
            })
    void systemsRoleIsRefusedWhatItHasNoNeedOf(String statement) throws SQLException {
        try (Connection connection = postgres.connect("weir_system");
                var sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState())
                                    .as(refusal.getMessage())
                                    .isEqualTo("42501"));
        }
    }

    @Test
    void whatOpensRowsToTheOwnerOpensNothingToRequests() throws SQLException {
        String everybody = "select set_config('weir.everybody', 'on', false)";
        String count = "select count(*) from cluster";
        assertThat(as("weir_api", everybody, count)).containsExactly("0");
        assertThat(as("weir", "select 1", count)).containsExactly("0");
        assertThat(as("weir", everybody, count)).isEqualTo(asSuperuser(count));
    }

    @Test
    void awakeBrokersOfEverybodyAreCountedWithoutShowingAnyOfThem() throws SQLException {
        assertThat(as("weir_api", "select 1", "select awake_brokers('local')"))
                .isEqualTo(asSuperuser(
                        "select sum(brokers) from cluster where region = 'local' and desired_state = 'RUNNING'"));
    }

    @Test
    void tableThatIsAddedLaterIsProtectedAndGrantedUnlessItsMigrationGrantedLess() throws SQLException {
        String columns = " (id text, organization_id text not null references organization (id))";
        as("weir", "create table later" + columns, "create table log" + columns, "grant insert on log to weir_api");
        try {
            flyway.migrate();
            assertThat(unprotected()).containsExactlyElementsOf(SHARED);
            assertThat(asSuperuser("""
                            select t || ' ' || p from unnest(array['later', 'log']) t,
                              unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p
                            where has_table_privilege('weir_api', t, p)"""))
                    .containsExactlyInAnyOrder(
                            "later select", "later insert", "later update", "later delete", "log insert");
        } finally {
            as("weir", "drop table later", "drop table log");
        }
    }

    private List<String> unprotected() throws SQLException {
        return asSuperuser("""
                        select relname from pg_class c
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                          and not (relrowsecurity and relforcerowsecurity
                                   and exists (select from pg_policy p where p.polrelid = c.oid
                                               and p.polname = 'tenant' and p.polcmd = '*'
                                               and p.polroles = array['weir_api'::regrole::oid]
                                               and pg_get_expr(p.polqual, c.oid) like '%current_setting(''weir.org''%'
                                               and pg_get_expr(p.polwithcheck, c.oid)
                                                   = pg_get_expr(p.polqual, c.oid))
                                   and not exists (select from pg_policy p, unnest(p.polroles) r
                                                   where p.polrelid = c.oid and p.polname <> 'tenant'
                                                     and (r = 0 or pg_has_role('weir_api', r, 'member'))))
                        order by relname""");
    }

    private List<String> asSuperuser(String query) throws SQLException {
        return as("postgres", query);
    }

    /** What the last statement answers. */
    private List<String> as(String role, String... statements) throws SQLException {
        try (Connection connection = postgres.connect(role);
                var sql = connection.createStatement()) {
            var values = new ArrayList<String>();
            for (String statement : statements) {
                values.clear();
                if (sql.execute(statement)) {
                    try (ResultSet rows = sql.getResultSet()) {
                        while (rows.next()) {
                            values.add(rows.getString(1));
                        }
                    }
                }
            }
            return values;
        }
    }
}
