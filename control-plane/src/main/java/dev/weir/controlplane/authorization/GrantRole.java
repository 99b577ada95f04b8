package dev.weir.controlplane.authorization;

import dev.weir.controlplane.authorization.Scope.OneCluster;
import dev.weir.controlplane.authorization.Scope.OneEnvironment;
import dev.weir.controlplane.authorization.Scope.WholeOrganization;
import dev.weir.controlplane.shape.Crn;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Gives somebody a role of the platform's own accord, within the caller's transaction and without asking whether it is
 * allowed. Where clusters are concerned they are announced by the caller.
 */
@ApplicationScoped
public class GrantRole {
    private final RoleBindingStore bindings;
    private final IdGenerator ids;
    private final Clock clock;

    GrantRole(RoleBindingStore bindings, IdGenerator ids, Clock clock) {
        this.bindings = bindings;
        this.ids = ids;
        this.clock = clock;
    }

    public void grant(OrganizationId organization, PrincipalId principal, Role role, Scope scope) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Crn crn = switch (scope) {
            case WholeOrganization all -> Crn.of(organization);
            case OneEnvironment one -> Crn.of(organization, one.environment());
            case OneCluster one -> Crn.of(organization, one.environment(), one.cluster());
        };
        bindings.insert(
                new RoleBinding(ids.roleBinding(), organization, principal, role, scope, null, crn.value(), now, now));
    }
}
