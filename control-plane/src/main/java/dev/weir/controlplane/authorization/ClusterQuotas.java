package dev.weir.controlplane.authorization;

import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.id.ClusterId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where the client quotas come from that brokers are told beside the roles. */
public interface ClusterQuotas {
    /** All of one cluster; read within the transaction that tells them. */
    List<PrincipalQuota> of(Connection connection, ClusterId cluster) throws SQLException;
}
