package dev.weir.controlplane.user;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Removes a user, and with them their API keys, role bindings and sessions. */
@ApplicationScoped
class DeleteUser {
    private static final Logger LOG = Logger.getLogger(DeleteUser.class);

    private final HeldOrganization organizations;
    private final UserStore users;
    private final Event<UserDeleted> deleted;

    DeleteUser(HeldOrganization organizations, UserStore users, Event<UserDeleted> deleted) {
        this.organizations = organizations;
        this.users = users;
        this.deleted = deleted;
    }

    /** Refused, where the role bindings go, for the last administrator: nobody could let anybody in any more. */
    @Transactional
    void delete(OrganizationId organization, UserId id) {
        organizations.hold(organization);
        if (users.find(organization, id).isEmpty()) {
            throw NotFound.of("user", id.value()).toException();
        }
        users.delete(organization, id);
        deleted.fire(new UserDeleted(organization, id));
        LOG.infof("user=%s deleted org=%s", id, organization);
    }
}
