package dev.weir.controlplane.auth;

import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Grants;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;

/** Who has sent a request. */
public sealed interface Caller {
    /**
     * Somebody of an organization.
     *
     * @param key by what they were recognised
     * @param grants their roles, as they are now
     */
    record OrganizationCaller(OrganizationId organization, PrincipalId principal, CallerKey key, Grants grants)
            implements Caller {
        public boolean may(Action action, Scope where) {
            return grants.may(action, where);
        }

        /** Whether there is nothing in the organization that they may not do. */
        public boolean administrator() {
            return may(Action.CHANGE_ORGANIZATION, Scope.organization());
        }
    }

    /** Who runs this Weir. Sees no organization from inside. */
    record PlatformAdmin(String key) implements Caller {}
}
