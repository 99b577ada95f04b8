package dev.weir.controlplane.environment;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Adds an environment to an organization. */
@ApplicationScoped
class CreateEnvironment {
    private final HeldOrganization organizations;
    private final EnvironmentStore environments;
    private final IdGenerator ids;
    private final Clock clock;

    CreateEnvironment(HeldOrganization organizations, EnvironmentStore environments, IdGenerator ids, Clock clock) {
        this.organizations = organizations;
        this.environments = environments;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Environment create(OrganizationId organization, String displayName, @Nullable String governancePackage) {
        var plan = organizations.hold(organization);
        if (environments.nameTaken(organization, displayName)) {
            throw new AlreadyExists("environment", displayName, "/display_name").toException();
        }
        Quota.ENVIRONMENTS.requireOneMore(plan.organization().environments(), environments.count(organization));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var environment = new Environment(ids.environment(), organization, displayName, governancePackage, now, now);
        environments.insert(environment);
        return environment;
    }
}
