package dev.weir.controlplane.invitation;

import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import java.time.Instant;

/** Users to be: roles may be bound to them before they accept. */
public interface InvitedUsers {
    /** Whether an invitation that can still be accepted names that id. */
    boolean contains(OrganizationId organization, UserId user, Instant now);
}
