package dev.weir.controlplane.environment;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where clusters live.
 *
 * @param governancePackage ESSENTIALS or ADVANCED as its owner has set it; kept only to be echoed
 */
public record Environment(
        EnvironmentId id,
        OrganizationId organization,
        String displayName,
        @Nullable String governancePackage,
        Instant createdAt,
        Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }
}
