package dev.weir.controlplane.authorization;

import dev.weir.tenants.access.Role;
import java.util.List;

/** All roles of one caller: the one place where it is decided what they may do. Without any, nothing. */
public record Grants(List<Grant> all) {
    public static final Grants NONE = new Grants(List.of());

    public Grants {
        all = List.copyOf(all);
    }

    public boolean may(Action action, Scope where) {
        return all.stream().anyMatch(grant -> grant.allows(action, where));
    }

    /** Nobody gives a role that allows something which they may not do there themselves. */
    public boolean mayGrant(Role role, Scope where) {
        return may(Action.MANAGE_ROLES, where) && Action.of(role).stream().allMatch(action -> may(action, where));
    }

    /** Where an action is allowed, for lists that show nothing else. */
    public Reach reach(Action action) {
        return Reach.of(action, all);
    }
}
