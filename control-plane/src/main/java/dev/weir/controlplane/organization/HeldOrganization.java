package dev.weir.controlplane.organization;

import dev.weir.controlplane.plan.PlanStore;
import dev.weir.controlplane.problem.Problem.OrganizationSuspended;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;

/** How every change begins: the organization's row is held until the transaction ends, and its plan is known. */
@ApplicationScoped
public class HeldOrganization {
    private final OrganizationStore organizations;
    private final PlanStore plans;

    HeldOrganization(OrganizationStore organizations, PlanStore plans) {
        this.organizations = organizations;
        this.plans = plans;
    }

    /** Holds the caller's organization and returns its plan; refused if it was suspended since the caller was let in. */
    public Plan hold(OrganizationId id) {
        Organization organization = organizations.lock(id);
        if (organization.suspended()) {
            throw new OrganizationSuspended(id).toException();
        }
        return plans.get(organization.plan());
    }
}
