package dev.weir.controlplane.environment;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.InUse;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;

/** Removes an environment that holds nothing any more, and with it the roles there. */
@ApplicationScoped
class DeleteEnvironment {
    private final HeldOrganization organizations;
    private final EnvironmentStore environments;
    private final EnvironmentContents contents;
    private final Event<EnvironmentDeleted> deleted;

    DeleteEnvironment(
            HeldOrganization organizations,
            EnvironmentStore environments,
            EnvironmentContents contents,
            Event<EnvironmentDeleted> deleted) {
        this.organizations = organizations;
        this.environments = environments;
        this.contents = contents;
        this.deleted = deleted;
    }

    @Transactional
    void delete(OrganizationId organization, EnvironmentId id) {
        organizations.hold(organization);
        if (environments.find(organization, id).isEmpty()) {
            throw NotFound.of("environment", id.value()).toException();
        }
        List<String> inside = contents.in(organization, id);
        if (!inside.isEmpty()) {
            throw new InUse("environment", id.value(), inside).toException();
        }
        environments.delete(organization, id);
        deleted.fire(new EnvironmentDeleted(organization, id));
    }
}
