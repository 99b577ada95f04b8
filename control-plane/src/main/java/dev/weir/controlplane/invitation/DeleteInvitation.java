package dev.weir.controlplane.invitation;

import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.user.UserDeleted;
import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Withdraws an invitation, and what was bound to the user to be. Whoever has accepted it stays. */
@ApplicationScoped
class DeleteInvitation {
    private static final Logger LOG = Logger.getLogger(DeleteInvitation.class);

    private final HeldOrganization organizations;
    private final InvitationStore invitations;
    private final Event<UserDeleted> deleted;

    DeleteInvitation(HeldOrganization organizations, InvitationStore invitations, Event<UserDeleted> deleted) {
        this.organizations = organizations;
        this.invitations = invitations;
        this.deleted = deleted;
    }

    @Transactional
    void delete(OrganizationId organization, InvitationId id) {
        organizations.hold(organization);
        Invitation invitation = invitations
                .find(organization, id)
                .orElseThrow(() -> NotFound.of("invitation", id.value()).toException());
        invitations.delete(organization, id);
        if (invitation.acceptedAt() == null) {
            deleted.fire(new UserDeleted(organization, invitation.user()));
        }
        LOG.infof("invitation=%s deleted org=%s", id, organization);
    }
}
