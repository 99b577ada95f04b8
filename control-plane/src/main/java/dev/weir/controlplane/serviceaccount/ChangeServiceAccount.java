package dev.weir.controlplane.serviceaccount;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Describes a service account anew. Its name stays: programs are known by it. What is null stays as it is. */
@ApplicationScoped
class ChangeServiceAccount {
    private final HeldOrganization organizations;
    private final ServiceAccountStore accounts;
    private final Clock clock;

    ChangeServiceAccount(HeldOrganization organizations, ServiceAccountStore accounts, Clock clock) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Transactional
    ServiceAccount change(
            OrganizationId organization,
            ServiceAccountId id,
            @Nullable String displayName,
            @Nullable String description) {
        organizations.hold(organization);
        ServiceAccount old = accounts.find(organization, id)
                .orElseThrow(() -> NotFound.of("service account", id.value()).toException());
        if (displayName != null && !displayName.equals(old.displayName())) {
            throw Problem.invalid("/display_name", "can't be changed").toException();
        }
        var changed = new ServiceAccount(
                id,
                organization,
                old.displayName(),
                description == null ? old.description() : description,
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        accounts.update(changed);
        return changed;
    }
}
