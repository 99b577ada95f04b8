package dev.weir.controlplane.environment;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Renames an environment, or keeps another governance package for it. What is null stays as it is. */
@ApplicationScoped
class ChangeEnvironment {
    private final HeldOrganization organizations;
    private final EnvironmentStore environments;
    private final Clock clock;

    ChangeEnvironment(HeldOrganization organizations, EnvironmentStore environments, Clock clock) {
        this.organizations = organizations;
        this.environments = environments;
        this.clock = clock;
    }

    @Transactional
    Environment change(
            OrganizationId organization,
            EnvironmentId id,
            @Nullable String displayName,
            @Nullable String governancePackage) {
        organizations.hold(organization);
        Environment old = environments
                .find(organization, id)
                .orElseThrow(() -> NotFound.of("environment", id.value()).toException());
        String name = displayName == null ? old.displayName() : displayName;
        if (!name.equals(old.displayName()) && environments.nameTaken(organization, name)) {
            throw new AlreadyExists("environment", name, "/display_name").toException();
        }
        var changed = new Environment(
                id,
                organization,
                name,
                governancePackage == null ? old.governancePackage() : governancePackage,
                old.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        environments.update(changed);
        return changed;
    }
}
