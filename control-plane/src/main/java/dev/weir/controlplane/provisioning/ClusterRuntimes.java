package dev.weir.controlplane.provisioning;

import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.id.ClusterId;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Which ground a cluster stands on: its region's. */
@ApplicationScoped
class ClusterRuntimes {
    private final List<ClusterRuntime> runtimes;

    ClusterRuntimes(@All List<ClusterRuntime> runtimes) {
        this.runtimes = runtimes;
    }

    Ground of(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select r.runtime, r.id from cluster c join region r on r.id = c.region where c.id = ?")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no region of " + cluster);
                }
                return new Ground(named(row.getString(1)), row.getString(2));
            }
        }
    }

    ClusterRuntime named(String name) {
        return runtimes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no runtime " + name));
    }

    /** What makes a cluster, and where. */
    record Ground(ClusterRuntime runtime, String region) {
        boolean actsOnAnnouncement() {
            return runtime.actsOnAnnouncement();
        }

        void apply(ClusterDesired desired) {
            runtime.apply(region, desired);
        }
    }
}
