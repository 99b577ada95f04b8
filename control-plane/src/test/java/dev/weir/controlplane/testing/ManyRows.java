package dev.weir.controlplane.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** So many rows of everything that tenants bring that Postgres reads a table from end to end only when it must. */
public final class ManyRows {
    /** In each table. */
    public static final int COUNT = 5000;

    private static final String ORGANIZATION = "'00000000-0000-4000-9000-' || lpad(n::text, 12, '0')";
    private static final String AT = "timestamptz '2026-01-01' + n * interval '1 second'";

    private ManyRows() {}

    /** As the superuser, unless they are there; the tables must be. False when there is nothing to do. */
    public static boolean insertOnce(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet first = statement.executeQuery("select from organization where display_name = 'many 1'")) {
                if (first.next()) {
                    return false;
                }
            }
            statement.execute("set local session_replication_role = replica");
            for (String insert : inserts()) {
                statement.execute(insert + " from generate_series(1, " + COUNT + ") n");
            }
            statement.execute("analyze");
            return true;
        }
    }

    private static List<String> inserts() {
        return List.of(
                "insert into organization (id, display_name, plan, created_at, updated_at) select " + ORGANIZATION
                        + ", 'many ' || n, 'free', " + AT + ", " + AT,
                "insert into organization_limit (organization_id, limits, updated_at) select " + ORGANIZATION
                        + ", '{}', " + AT,
                "insert into app_user (id, organization_id, email, full_name, password_hash, created_at, updated_at)"
                        + " select 'u-m' || n, " + ORGANIZATION + ", n || '@many.example', 'Many', '!', " + AT + ", "
                        + AT,
                "insert into user_session (id, organization_id, user_id, token_sha256, address, user_agent, created_at,"
                        + " last_seen_at, expires_at) select 's-m' || n, " + ORGANIZATION
                        + ", 'u-m' || n, 'many' || n, '', '', now(), now(), now() + interval '1 day'",
                "insert into user_token (token_sha256, organization_id, user_id, purpose, created_at, expires_at) select"
                        + " 'many' || n, " + ORGANIZATION
                        + ", 'u-m' || n, 'VERIFY_EMAIL', now(), now() + interval '1 day'",
                "insert into invitation (id, organization_id, email, creator_id, user_id, status, token_sha256,"
                        + " created_at, updated_at, expires_at) select 'i-m' || n, " + ORGANIZATION
                        + ", n || '@many.example', 'u-m' || n, 'u-i' || n, 'SENT', 'many' || n, " + AT + ", " + AT
                        + ", now() + interval '1 day'",
                "insert into failed_attempt (subject, failures, last_at) select 'many' || n, 1, now()",
                "insert into signup_invitation (id, code_sha256, created_at, expires_at) select 'm' || n, 'many' || n,"
                        + " now(), now() + interval '1 day'",
                "insert into role_binding (id, organization_id, principal_id, role, crn_pattern, created_at, updated_at)"
                        + " select 'rb-m' || n, " + ORGANIZATION + ", 'u-m' || n, 'ORGANIZATION_ADMIN', '', " + AT
                        + ", " + AT,
                "insert into environment (id, organization_id, display_name, created_at, updated_at) select"
                        + " 'env-m' || n, " + ORGANIZATION + ", 'default', " + AT + ", " + AT,
                "insert into service_account (id, organization_id, display_name, description, created_at, updated_at)"
                        + " select 'sa-m' || n, " + ORGANIZATION + ", 'robot', '', " + AT + ", " + AT,
                "insert into cluster (id, organization_id, environment_id, display_name, kind, availability,"
                        + " availability_sent, cloud, region, brokers, kafka_version, desired_state, generation, phase,"
                        + " owner_principal, created_at, updated_at) select 'lkc-m' || n, " + ORGANIZATION
                        + ", 'env-m' || n, 'many', 'BASIC', 'LOW', 'LOW', 'AWS', 'elsewhere', 1, '4.3.1', 'RUNNING', 1,"
                        + " 'PROVISIONED', 'u-m' || n, " + AT + ", " + AT,
                "insert into cluster_secret (cluster_id, organization_id, generation, sealed) select 'lkc-m' || n, "
                        + ORGANIZATION + ", 1, ''::bytea",
                "insert into provisioning_work (cluster_id, organization_id, due_at) select 'lkc-m' || n, "
                        + ORGANIZATION + ", 'infinity'",
                "insert into api_key (id, organization_id, owner_id, cluster_id, display_name, description,"
                        + " secret_sha256, state, generation, created_at, updated_at) select 'M' || n, " + ORGANIZATION
                        + ", 'u-m' || n, 'lkc-m' || n, '', '', '', 'ACTIVE', 1, " + AT + ", " + AT,
                "insert into client_quota (id, organization_id, environment_id, cluster_id, display_name, description,"
                        + " ingress_byte_rate, egress_byte_rate, created_at, updated_at) select 'cq-m' || n, "
                        + ORGANIZATION + ", 'env-m' || n, 'lkc-m' || n, '', '', 1, 1, " + AT + ", " + AT,
                "insert into client_quota_principal (cluster_id, principal, quota_id, organization_id, position) select"
                        + " 'lkc-m' || n, 'u-m' || n, 'cq-m' || n, " + ORGANIZATION + ", 0",
                "insert into identity_provider (id, organization_id, display_name, description, issuer, state, generation,"
                        + " created_at, updated_at) select 'op-m' || n, " + ORGANIZATION
                        + ", 'login', '', 'https://login', 'ACTIVE', 1, " + AT + ", " + AT,
                "insert into identity_mapping (provider_id, organization_id, position, subject, service_account_id)"
                        + " select 'op-m' || n, " + ORGANIZATION + ", 0, 'robot', 'sa-m' || n",
                "insert into topic (cluster_id, name, kafka_id, organization_id, partitions, replication_factor, settings,"
                        + " created_at, updated_at) select 'lkc-m' || n, 'orders', 'many' || n, " + ORGANIZATION
                        + ", 1, 1, '{}', " + AT + ", " + AT,
                "insert into topic_listing (cluster_id, organization_id, listed_at) select 'lkc-m' || n, "
                        + ORGANIZATION + ", 1",
                "insert into idempotency_key (organization_id, principal, idempotency_key, request_sha256) select "
                        + ORGANIZATION + ", 'u-m' || n, 'many', ''",
                "insert into audit_event (id, organization_id, at, address, user_agent, request_id, method, route,"
                        + " resources, status, repeated) select 'm' || n, " + ORGANIZATION + ", " + AT
                        + ", '', '', '', 'POST', '', '{}', 200, 1");
    }
}
