package dev.weir.controlplane.authorization;

import dev.weir.tenants.access.Role;

/** A role, and where somebody has it. */
public record Grant(Role role, Scope scope) {
    boolean allows(Action action, Scope where) {
        return Action.of(role).contains(action)
                && (scope.contains(where) || (action.reachesUp() && where.contains(scope)));
    }
}
