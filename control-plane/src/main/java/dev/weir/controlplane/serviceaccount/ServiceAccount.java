package dev.weir.controlplane.serviceaccount;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.ServiceAccountId;
import java.time.Instant;

/** A program's identity. */
public record ServiceAccount(
        ServiceAccountId id,
        OrganizationId organization,
        String displayName,
        String description,
        Instant createdAt,
        Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }
}
