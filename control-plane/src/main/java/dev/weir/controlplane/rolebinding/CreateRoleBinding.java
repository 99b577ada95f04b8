package dev.weir.controlplane.rolebinding;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.authorization.RoleBinding;
import dev.weir.controlplane.authorization.RoleBindingStore;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.invitation.InvitedUsers;
import dev.weir.controlplane.organization.HeldOrganization;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.rolebinding.RoleBindingRequest.Wanted;
import dev.weir.controlplane.serviceaccount.ServiceAccountStore;
import dev.weir.controlplane.user.UserStore;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.ServiceAccountId;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Gives somebody a role, and tells the brokers concerned, in one transaction. */
@ApplicationScoped
class CreateRoleBinding {
    private static final Logger LOG = Logger.getLogger(CreateRoleBinding.class);

    private final CurrentCaller caller;
    private final HeldOrganization organizations;
    private final Places places;
    private final UserStore users;
    private final InvitedUsers invited;
    private final ServiceAccountStore accounts;
    private final RoleBindingStore bindings;
    private final ClusterAccessAnnouncements access;
    private final IdGenerator ids;
    private final Clock clock;

    CreateRoleBinding(
            CurrentCaller caller,
            HeldOrganization organizations,
            Places places,
            UserStore users,
            InvitedUsers invited,
            ServiceAccountStore accounts,
            RoleBindingStore bindings,
            ClusterAccessAnnouncements access,
            IdGenerator ids,
            Clock clock) {
        this.caller = caller;
        this.organizations = organizations;
        this.places = places;
        this.users = users;
        this.invited = invited;
        this.accounts = accounts;
        this.bindings = bindings;
        this.access = access;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    RoleBinding create(Wanted wanted) {
        OrganizationId organization = caller.member().organization();
        Plan plan = organizations.hold(organization);
        Scope scope = places.find(organization, wanted.where());
        caller.requireToGrant(wanted.role(), scope);
        if (!exists(organization, wanted.principal())) {
            throw new NotFound("principal", wanted.principal().value(), "/principal").toException();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var binding = new RoleBinding(
                ids.roleBinding(),
                organization,
                wanted.principal(),
                wanted.role(),
                scope,
                wanted.where().resource(),
                wanted.where().text(),
                now,
                now);
        if (bindings.exists(binding)) {
            throw new AlreadyExists("role binding", wanted.where().text(), "/crn_pattern").toException();
        }
        Quota.ROLE_BINDINGS.requireOneMore(plan.organization().roleBindings(), bindings.count(organization));
        bindings.insert(binding);
        access.changed(organization, scope);
        LOG.infof(
                "binding=%s made org=%s principal=%s role=%s",
                binding.id(), organization, wanted.principal().value(), wanted.role());
        return binding;
    }

    private boolean exists(OrganizationId organization, PrincipalId principal) {
        return switch (principal) {
            case UserId user ->
                users.find(organization, user).isPresent() || invited.contains(organization, user, clock.instant());
            case ServiceAccountId account ->
                accounts.find(organization, account).isPresent();
        };
    }
}
