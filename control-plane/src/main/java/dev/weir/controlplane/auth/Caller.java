package dev.weir.controlplane.auth;

import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;

/** Who has sent a request. */
public sealed interface Caller {
    /**
     * Somebody of an organization.
     *
     * @param administrator whether they hold the role OrganizationAdmin
     */
    record OrganizationCaller(OrganizationId organization, PrincipalId principal, ApiKeyId key, boolean administrator)
            implements Caller {}

    /** Who runs this Weir. Sees no organization from inside. */
    record PlatformAdmin(String key) implements Caller {}
}
