package dev.weir.controlplane.organization;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.OrganizationId;
import java.time.Instant;

/**
 * A tenant.
 *
 * @param plan the name of what it may have
 * @param suspended whether its keys are refused
 * @param emailPending whether its first user has still to verify their e-mail address
 */
public record Organization(
        OrganizationId id,
        String displayName,
        String plan,
        boolean suspended,
        boolean emailPending,
        Instant createdAt,
        Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }
}
