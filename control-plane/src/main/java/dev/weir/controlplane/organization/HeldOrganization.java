package dev.weir.controlplane.organization;

import dev.weir.controlplane.plan.EffectivePlans;
import dev.weir.controlplane.problem.Problem.EmailUnverified;
import dev.weir.controlplane.problem.Problem.OrganizationSuspended;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;

/** How every change begins: the organization's row is held until the transaction ends, and what it may have is known. */
@ApplicationScoped
public class HeldOrganization {
    private final OrganizationStore organizations;
    private final EffectivePlans plans;

    HeldOrganization(OrganizationStore organizations, EffectivePlans plans) {
        this.organizations = organizations;
        this.plans = plans;
    }

    /**
     * Holds the caller's organization and returns its plan. Refused if it was suspended since the caller was let in, or if
     * its e-mail address is not verified yet.
     */
    public Plan hold(OrganizationId id) {
        Organization organization = organizations.lock(id);
        if (organization.suspended()) {
            throw new OrganizationSuspended(id).toException();
        }
        if (organization.emailPending()) {
            throw new EmailUnverified().toException();
        }
        return plans.of(id);
    }
}
