package dev.weir.controlplane.clientquota;

import dev.weir.controlplane.authorization.ClusterQuotas;
import dev.weir.tenants.access.PrincipalQuota;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The client quotas of a cluster as its brokers need them, in the order of the principals. */
@ApplicationScoped
public class ClientQuotaRows implements ClusterQuotas {
    @Override
    public List<PrincipalQuota> of(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select p.principal, q.ingress_byte_rate, q.egress_byte_rate
                from client_quota_principal p join client_quota q on q.id = p.quota_id
                where p.cluster_id = ? order by p.principal""")) {
            select.setString(1, cluster.value());
            try (ResultSet rows = select.executeQuery()) {
                var quotas = new ArrayList<PrincipalQuota>();
                while (rows.next()) {
                    quotas.add(new PrincipalQuota(rows.getString(1), rows.getLong(2), rows.getLong(3)));
                }
                return quotas;
            }
        }
    }
}
