package dev.weir.controlplane.rolebinding;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.authorization.RoleBinding;
import dev.weir.controlplane.authorization.RoleBindingStore;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.problem.Problem.LastAdministrator;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.RoleBindingId;
import dev.weir.tenants.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Takes a role from somebody, at brokers too. */
@ApplicationScoped
class DeleteRoleBinding {
    private static final Logger LOG = Logger.getLogger(DeleteRoleBinding.class);

    private final CurrentCaller caller;
    private final HeldOrganization organizations;
    private final RoleBindingStore bindings;
    private final ClusterAccessAnnouncements access;

    DeleteRoleBinding(
            CurrentCaller caller,
            HeldOrganization organizations,
            RoleBindingStore bindings,
            ClusterAccessAnnouncements access) {
        this.caller = caller;
        this.organizations = organizations;
        this.bindings = bindings;
        this.access = access;
    }

    /** Refused for the last user who is OrganizationAdmin: nobody could give it to anybody any more. */
    @Transactional
    RoleBinding delete(RoleBindingId id) {
        OrganizationId organization = caller.member().organization();
        organizations.hold(organization);
        RoleBinding binding = bindings.find(organization, id)
                .orElseThrow(() -> NotFound.of("role binding", id.value()).toException());
        caller.requireToGrant(binding.role(), binding.scope());
        if (binding.role() == Role.ORGANIZATION_ADMIN
                && binding.principal() instanceof UserId user
                && bindings.countUsers(organization, Role.ORGANIZATION_ADMIN) == 1) {
            throw new LastAdministrator(user.value()).toException();
        }
        bindings.delete(binding);
        access.changed(organization, binding.scope());
        LOG.infof(
                "binding=%s deleted org=%s principal=%s",
                id, organization, binding.principal().value());
        return binding;
    }
}
