package dev.weir.controlplane.testing;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** An organization with one administrator, and the rows that the management API would write for it. */
public record SampleTenant(OrganizationId organization, UserId admin, EnvironmentId environment) {
    private static final IdGenerator IDS = new IdGenerator();

    public static SampleTenant insert(Connection connection) throws SQLException {
        var tenant = new SampleTenant(IDS.organization(), IDS.user(), IDS.environment());
        update(connection, """
                insert into region (id, cloud, display_name, runtime, max_awake_brokers, updated_at)
                values ('local', 'AWS', 'This machine', 'embedded', 20, now()) on conflict do nothing""");
        update(connection, """
                insert into organization (id, display_name, plan, created_at, updated_at)
                values (?, 'Acme', 'free', now(), now())""", tenant.organization.value());
        update(
                connection,
                """
                insert into app_user
                  (id, organization_id, email, full_name, password_hash, created_at, updated_at)
                values (?, ?, ?, 'Ann', 'none', now(), now())""",
                tenant.admin.value(),
                tenant.organization.value(),
                tenant.admin.value() + "@example.org");
        update(
                connection,
                """
                insert into role_binding
                  (id, organization_id, principal_id, role, crn_pattern, created_at, updated_at)
                values (?, ?, ?, 'ORGANIZATION_ADMIN', ?, now(), now())""",
                IDS.roleBinding().value(),
                tenant.organization.value(),
                tenant.admin.value(),
                "crn://weir/organization=" + tenant.organization);
        update(connection, """
                insert into environment (id, organization_id, display_name, created_at, updated_at)
                values (?, ?, 'default', now(), now())""", tenant.environment.value(), tenant.organization.value());
        return tenant;
    }

    public ClusterId insertCluster(Connection connection) throws SQLException {
        ClusterId cluster = IDS.cluster();
        update(
                connection,
                """
                insert into cluster
                  (id, organization_id, environment_id, display_name, kind, availability, availability_sent, cloud,
                   region, brokers, kafka_version, desired_state, generation, phase, owner_principal, created_at,
                   updated_at)
                values (?, ?, ?, ?, 'BASIC', 'LOW', 'LOW', 'AWS', 'local', 1, '4.3.1', 'RUNNING', 1, 'PROVISIONING',
                        ?, now(), now())""",
                cluster.value(),
                organization.value(),
                environment.value(),
                "cluster of " + cluster.value(),
                admin.value());
        return cluster;
    }

    public ApiKeyId insertKey(Connection connection, ClusterId cluster) throws SQLException {
        ApiKeyId key = IDS.apiKey();
        update(connection, """
                insert into api_key
                  (id, organization_id, owner_id, cluster_id, display_name, description, secret_sha256, state,
                   generation, created_at, updated_at)
                values (?, ?, ?, ?, '', '', ?, 'ACTIVE', 1, now(), now())""", key.value(), organization.value(), admin.value(), cluster.value(), "0".repeat(64));
        return key;
    }

    /** As every change does: the state, and a generation more. */
    public static void desire(Connection connection, ClusterId cluster, DesiredState state) throws SQLException {
        update(
                connection,
                "update cluster set desired_state = ?, generation = generation + 1 where id = ?",
                state.name(),
                cluster.value());
    }

    public static void update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
