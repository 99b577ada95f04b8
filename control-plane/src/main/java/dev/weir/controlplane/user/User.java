package dev.weir.controlplane.user;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import java.time.Instant;

/**
 * A person.
 *
 * @param email as they wrote it; unique on the whole platform without regard to case
 */
public record User(
        UserId id, OrganizationId organization, String email, String fullName, Instant createdAt, Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }
}
