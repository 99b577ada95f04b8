package dev.weir.controlplane.rolebinding;

import dev.weir.controlplane.authorization.ClusterAccessAnnouncements;
import dev.weir.controlplane.authorization.RoleBinding;
import dev.weir.controlplane.authorization.RoleBindingStore;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.cluster.ClusterDeleted;
import dev.weir.controlplane.environment.EnvironmentDeleted;
import dev.weir.controlplane.problem.Problem.LastAdministrator;
import dev.weir.controlplane.serviceaccount.ServiceAccountDeleted;
import dev.weir.controlplane.user.UserDeleted;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Collectors;

/** Role bindings go with whom, or what, they are about, in the same transaction. */
@ApplicationScoped
class RoleBindingCascade {
    private final RoleBindingStore bindings;
    private final ClusterAccessAnnouncements access;

    RoleBindingCascade(RoleBindingStore bindings, ClusterAccessAnnouncements access) {
        this.bindings = bindings;
        this.access = access;
    }

    void withServiceAccount(@Observes ServiceAccountDeleted deleted) {
        withPrincipal(deleted.organization(), deleted.id());
    }

    /** Refused for the last user who is OrganizationAdmin. */
    void withUser(@Observes UserDeleted deleted) {
        withPrincipal(deleted.organization(), deleted.id());
        if (bindings.countUsers(deleted.organization(), Role.ORGANIZATION_ADMIN) == 0) {
            throw new LastAdministrator(deleted.id().value()).toException();
        }
    }

    void withCluster(@Observes ClusterDeleted deleted) {
        bindings.deleteOf(deleted.organization(), deleted.id());
        access.changed(deleted.id());
    }

    /** It has no clusters any more, so no broker is concerned. */
    void withEnvironment(@Observes EnvironmentDeleted deleted) {
        bindings.deleteOf(deleted.organization(), deleted.id());
    }

    private void withPrincipal(OrganizationId organization, PrincipalId principal) {
        var theirs = bindings.ofPrincipal(organization, principal);
        theirs.forEach(bindings::delete);
        var scopes = theirs.stream().map(RoleBinding::scope).collect(Collectors.toSet());
        // In one statement, which holds clusters in everybody's order.
        if (!scopes.isEmpty()) {
            access.changed(organization, scopes.size() == 1 ? scopes.iterator().next() : Scope.organization());
        }
    }
}
