package dev.weir.controlplane.invitation;

import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;

/** An invitation that can be accepted, as its token finds it. */
record OpenInvitation(
        InvitationId id, OrganizationId organization, String organizationName, String email, UserId user) {}
