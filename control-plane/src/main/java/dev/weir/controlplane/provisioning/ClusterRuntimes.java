package dev.weir.controlplane.provisioning;

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

    ClusterRuntime of(Connection connection, ClusterId cluster) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select r.runtime from cluster c join region r on r.id = c.region where c.id = ?")) {
            select.setString(1, cluster.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no region of " + cluster);
                }
                String name = row.getString(1);
                return runtimes.stream()
                        .filter(runtime -> runtime.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("there is no runtime " + name));
            }
        }
    }
}
