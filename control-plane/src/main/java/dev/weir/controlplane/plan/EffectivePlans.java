package dev.weir.controlplane.plan;

import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** What an organization may have: its plan's limits, with its own laid over them. */
@ApplicationScoped
public class EffectivePlans {
    private static final String SELECT = """
            select p.name, effective_limits(p.limits, l.limits)
            from organization o join plan p on p.name = o.plan
            left join organization_limit l on l.organization_id = o.id
            where o.id = ?""";

    private final Database database;
    private final PlatformJson json;

    EffectivePlans(Database database, PlatformJson json) {
        this.database = database;
        this.json = json;
    }

    /** Within the current transaction; the organization must be there. */
    public Plan of(OrganizationId organization) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setString(1, organization.value());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("no organization " + organization);
                    }
                    PlanLimits limits = json.read(row.getString(2), PlanLimits.class);
                    return new Plan(row.getString(1), limits.organization(), limits.clusters());
                }
            }
        });
    }
}
