package dev.weir.benchmarks.api;

import dev.weir.tenants.key.SecretHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of many organizations, made by Postgres itself. Organization {@code n} has the key {@code K…n}, three clusters
 * and ten keys; the first has as many more as are paged through. No cluster of theirs was ever announced, so none has a
 * broker.
 *
 * @param organizations how many
 */
record Population(int organizations) {
    static final String SECRET = "benchmark-secret";
    static final int LARGE = 2_000;
    private static final String INSERT = "insert into ";
    private static final int CLUSTERS = 3;
    private static final int KEYS = 10;

    static String organization(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    static String environment(int number) {
        return "env-b%07d".formatted(number);
    }

    static String cluster(int number) {
        return "lkc-b%07d".formatted(number);
    }

    static String user(int number) {
        return "u-b%07d".formatted(number);
    }

    /** The first Cloud key of an organization. */
    static String key(int number) {
        return "B%015d".formatted(number);
    }

    int clusters() {
        return organizations * CLUSTERS;
    }

    int keys() {
        return organizations * KEYS;
    }

    /** @param progress is told which table is next */
    void insert(Connection owner, Consumer<String> progress) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String sql : statements()) {
                if (sql.startsWith(INSERT)) {
                    progress.accept("rows: " + sql.substring(INSERT.length(), sql.indexOf(' ', INSERT.length())));
                }
                statement.execute(sql);
            }
        }
    }

    private List<String> statements() {
        String at = "timestamptz '2026-01-01' + n * interval '1 second'";
        String organization = "'00000000-0000-4000-8000-' || lpad((%s)::text, 12, '0')";
        String environment = "'env-b' || lpad((%s)::text, 7, '0')";
        String user = "'u-b' || lpad((%s)::text, 7, '0')";
        // Clusters and keys beyond those of the first, large, organization are spread evenly.
        String whose = "case when n <= " + LARGE + " then 1 else n % " + organizations + " + 1 end";
        String whoseOrganization = organization.formatted(whose);
        return List.of(
                // What is made here refers to nothing that isn't: the checks would take longer than the rows.
                "set session_replication_role = replica",
                "insert into organization (id, display_name, plan, created_at, updated_at) select "
                        + organization.formatted("n") + ", 'bench-' || n, 'free', " + at + ", " + at
                        + " from generate_series(1, " + organizations + ") n",
                "insert into app_user (id, organization_id, email, full_name, password_hash, created_at,"
                        + " updated_at) select " + user.formatted("n") + ", " + organization.formatted("n")
                        + ", 'bench-' || n || '@example.org', 'Bench', '!', " + at + ", " + at
                        + " from generate_series(1, " + organizations + ") n",
                "insert into role_binding (id, organization_id, principal_id, role, crn_pattern, created_at, updated_at)"
                        + " select 'rb-b' || lpad(n::text, 7, '0'), " + organization.formatted("n") + ", "
                        + user.formatted("n") + ", 'ORGANIZATION_ADMIN', 'crn://weir/organization=' || "
                        + organization.formatted("n") + ", " + at + ", " + at + " from generate_series(1, "
                        + organizations + ") n",
                "insert into environment (id, organization_id, display_name, created_at, updated_at) select "
                        + environment.formatted("n") + ", " + organization.formatted("n") + ", 'default', " + at + ", "
                        + at + " from generate_series(1, " + organizations + ") n",
                "insert into cluster (id, organization_id, environment_id, display_name, kind, availability,"
                        + " availability_sent, cloud, region, brokers, kafka_version, desired_state, generation, phase,"
                        + " owner_principal, ready, created_at, updated_at) select 'lkc-b' || lpad(n::text, 7, '0'), "
                        + whoseOrganization + ", " + environment.formatted(whose)
                        + ", 'c' || n, 'BASIC', 'LOW', 'LOW', 'AWS', 'elsewhere', 1, '4.3.1', 'RUNNING', 1,"
                        + " 'PROVISIONED', " + user.formatted(whose) + ", true, " + at + ", "
                        + at + " from generate_series(1, " + clusters() + ") n",
                "insert into api_key (id, organization_id, owner_id, cluster_id, display_name, description,"
                        + " secret_sha256, state, generation, created_at, updated_at) select 'B' || lpad(n::text, 15,"
                        + " '0'), " + organization.formatted("(n - 1) % " + organizations + " + 1") + ", "
                        + user.formatted("(n - 1) % " + organizations + " + 1") + ", case when n <= " + organizations
                        + " then null else 'lkc-b' || lpad(((n - 1) % " + clusters()
                        + " + 1)::text, 7, '0') end, '', '', '"
                        + SecretHash.of(SECRET).hex() + "', 'ACTIVE', 1, " + at
                        + ", " + at + " from generate_series(1, " + keys() + ") n",
                "reset session_replication_role",
                // So that no measurement pays for what autovacuum does after a load.
                "vacuum analyze",
                "checkpoint");
    }
}
