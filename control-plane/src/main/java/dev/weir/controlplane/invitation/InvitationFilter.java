package dev.weir.controlplane.invitation;

import dev.weir.controlplane.invitation.Invitation.Status;
import org.jspecify.annotations.Nullable;

/** Which invitations are wanted; null is no condition. */
record InvitationFilter(
        @Nullable String email,
        @Nullable Status status,
        @Nullable String user,
        @Nullable String creator) {}
