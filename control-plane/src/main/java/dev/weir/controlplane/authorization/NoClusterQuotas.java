package dev.weir.controlplane.authorization;

import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;

/** As long as nobody keeps client quotas. */
@DefaultBean
@ApplicationScoped
class NoClusterQuotas implements ClusterQuotas {
    @Override
    public List<PrincipalQuota> of(Connection connection, ClusterId cluster) {
        return List.of();
    }
}
