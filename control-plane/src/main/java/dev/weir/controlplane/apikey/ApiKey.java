package dev.weir.controlplane.apikey;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.ApiKeyId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live API key. Whose secret it is nobody can tell from it: that is shown once.
 *
 * @param cluster null for a key of the management API
 * @param generation grows when the key is revoked
 */
public record ApiKey(
        ApiKeyId id,
        OrganizationId organization,
        PrincipalId owner,
        @Nullable ClusterId cluster,
        String displayName,
        String description,
        StoredSecret secret,
        long generation,
        Instant createdAt,
        Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }
}
