package dev.weir.controlplane.plan;

import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import java.util.Map;

/**
 * What an organization may have and has.
 *
 * @param plan its plan as everybody on it has it
 * @param effective its plan with its own limits laid over it
 * @param counts what it has of what is counted in Postgres
 */
public record Usage(OrganizationId organization, Plan plan, Plan effective, Map<Quota, Long> counts) {
    public Usage {
        counts = Map.copyOf(counts);
    }
}
