package dev.weir.controlplane.plan;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Optional;

/** Reads limits and usage of an organization in one query, each count from an index. */
@ApplicationScoped
public class UsageRows {
    private static final String SELECT = """
            select p.name, p.limits, effective_limits(p.limits, l.limits) as effective,
              (select count(*) from environment where organization_id = o.id) as environments,
              (select count(*) from cluster where organization_id = o.id and desired_state <> 'DELETED') as clusters,
              (select count(*) from service_account where organization_id = o.id) as service_accounts,
              (select count(*) from api_key
               where organization_id = o.id and cluster_id is null and state = 'ACTIVE') as cloud_api_keys,
              (select count(*) from app_user where organization_id = o.id)
                + (select count(*) from invitation
                   where organization_id = o.id and status = 'SENT' and expires_at > now()) as users,
              (select count(*) from role_binding where organization_id = o.id) as role_bindings,
              (select count(*) from cluster
               where organization_id = o.id and created_at > now() - interval '1 day') as cluster_creations
            from organization o join plan p on p.name = o.plan
            left join organization_limit l on l.organization_id = o.id
            where o.id = ?""";

    private final PlatformJson json;

    UsageRows(PlatformJson json) {
        this.json = json;
    }

    /** Empty when there is no such organization. */
    public Optional<Usage> of(Connection connection, OrganizationId organization) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, organization.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(usage(organization, row)) : Optional.empty();
            }
        }
    }

    private Usage usage(OrganizationId organization, ResultSet row) throws SQLException {
        var counts = new EnumMap<Quota, Long>(Quota.class);
        counts.put(Quota.ENVIRONMENTS, row.getLong("environments"));
        counts.put(Quota.CLUSTERS, row.getLong("clusters"));
        counts.put(Quota.SERVICE_ACCOUNTS, row.getLong("service_accounts"));
        counts.put(Quota.CLOUD_API_KEYS, row.getLong("cloud_api_keys"));
        counts.put(Quota.USERS, row.getLong("users"));
        counts.put(Quota.ROLE_BINDINGS, row.getLong("role_bindings"));
        counts.put(Quota.CLUSTER_CREATIONS, row.getLong("cluster_creations"));
        String name = row.getString("name");
        return new Usage(
                organization, plan(name, row.getString("limits")), plan(name, row.getString("effective")), counts);
    }

    private Plan plan(String name, String limits) {
        PlanLimits read = json.read(limits, PlanLimits.class);
        return new Plan(name, read.organization(), read.clusters());
    }
}
