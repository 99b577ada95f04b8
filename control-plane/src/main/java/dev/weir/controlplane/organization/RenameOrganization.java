package dev.weir.controlplane.organization;

import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Changes what an organization is called. */
@ApplicationScoped
class RenameOrganization {
    private final OrganizationStore organizations;
    private final Clock clock;

    RenameOrganization(OrganizationStore organizations, Clock clock) {
        this.organizations = organizations;
        this.clock = clock;
    }

    @Transactional
    Organization rename(OrganizationId id, String displayName) {
        Organization old = organizations.lock(id);
        var renamed = new Organization(
                id,
                displayName,
                old.plan(),
                old.suspended(),
                old.emailPending(),
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        organizations.update(renamed);
        return renamed;
    }
}
