package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.shape.Position;
import dev.weir.tenants.id.ClientQuotaId;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import java.time.Instant;

/** How much some principals may send to a cluster, and fetch from it, each by itself. */
record ClientQuota(
        ClientQuotaId id,
        OrganizationId organization,
        EnvironmentId environment,
        ClusterId cluster,
        ClientQuotaSpec spec,
        Instant createdAt,
        Instant updatedAt) {
    Position position() {
        return new Position(createdAt, id.value());
    }
}
