package dev.weir.controlplane.authorization;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.access.KafkaResource;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.RoleBindingId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's role.
 *
 * @param resource to which a developer's role is confined within the clusters of its scope; null for everything there
 * @param crnPattern scope and resource as a client wrote them
 */
public record RoleBinding(
        RoleBindingId id,
        OrganizationId organization,
        PrincipalId principal,
        Role role,
        Scope scope,
        @Nullable KafkaResource resource,
        String crnPattern,
        Instant createdAt,
        Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }
}
