package dev.weir.controlplane.invitation;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation into an organization.
 *
 * @param email as the creator wrote it
 * @param user the id that whoever accepts will have
 * @param acceptedAt null as long as nobody has accepted
 */
record Invitation(
        InvitationId id,
        OrganizationId organization,
        String email,
        PrincipalId creator,
        UserId user,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt,
        @Nullable Instant acceptedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }

    Status status(Instant now) {
        if (acceptedAt != null) {
            return Status.ACCEPTED;
        }
        return now.isBefore(expiresAt) ? Status.SENT : Status.EXPIRED;
    }

    /** What has become of it so far. One that is withdrawn is gone. */
    enum Status {
        SENT,
        ACCEPTED,
        EXPIRED;

        /** As the API's clients know it. */
        String apiName() {
            return "INVITE_STATUS_" + name();
        }
    }
}
