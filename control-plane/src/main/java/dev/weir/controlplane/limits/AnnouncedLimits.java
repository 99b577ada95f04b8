package dev.weir.controlplane.limits;

import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Tells an organization's clusters anew, as a higher generation, so that gateways and agents learn their limits. */
@ApplicationScoped
class AnnouncedLimits {
    private final ClusterProvisioning provisioning;

    AnnouncedLimits(ClusterProvisioning provisioning) {
        this.provisioning = provisioning;
    }

    /** Holds the organization, then its clusters in the order of their ids, as everybody does. */
    List<ClusterId> announce(Connection connection, OrganizationId organization, Predicate<ClusterKind> which)
            throws SQLException {
        hold(connection, organization);
        var told = new ArrayList<ClusterId>();
        for (LiveCluster cluster : clusters(connection, organization)) {
            if (which.test(cluster.kind())) {
                try (PreparedStatement update =
                        connection.prepareStatement("update cluster set generation = generation + 1 where id = ?")) {
                    update.setString(1, cluster.id().value());
                    update.executeUpdate();
                }
                provisioning.requested(cluster.id());
                told.add(cluster.id());
            }
        }
        return told;
    }

    /** Which kinds of cluster an organization has. */
    Set<ClusterKind> kinds(Connection connection, OrganizationId organization) throws SQLException {
        var kinds = EnumSet.noneOf(ClusterKind.class);
        clusters(connection, organization).forEach(cluster -> kinds.add(cluster.kind()));
        return kinds;
    }

    private static void hold(Connection connection, OrganizationId organization) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from organization where id = ? for no key update")) {
            select.setString(1, organization.value());
            select.execute();
        }
    }

    private static List<LiveCluster> clusters(Connection connection, OrganizationId organization) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select id, kind from cluster where organization_id = ? and desired_state <> 'DELETED' order by id""")) {
            select.setString(1, organization.value());
            try (ResultSet row = select.executeQuery()) {
                var clusters = new ArrayList<LiveCluster>();
                while (row.next()) {
                    clusters.add(
                            new LiveCluster(new ClusterId(row.getString(1)), ClusterKind.valueOf(row.getString(2))));
                }
                return clusters;
            }
        }
    }

    private record LiveCluster(ClusterId id, ClusterKind kind) {}
}
