package dev.weir.controlplane.admin;

import dev.weir.controlplane.problem.Problem.NoCapacity;
import dev.weir.controlplane.region.Region;
import dev.weir.controlplane.region.RegionRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether a region can run more brokers. */
@ApplicationScoped
class Capacity {
    private final RegionRows regions;
    private final SuspensionRows rows;

    Capacity(RegionRows regions, SuspensionRows rows) {
        this.regions = regions;
        this.rows = rows;
    }

    /** Holds the region until the transaction ends. */
    void require(Connection connection, String id, int brokers) throws SQLException {
        Region region =
                regions.lock(connection, id).orElseThrow(() -> new IllegalStateException("there is no region " + id));
        long awake = rows.awakeBrokers(connection, id);
        if (awake + brokers > region.maxAwakeBrokers()) {
            throw new NoCapacity(id, region.maxAwakeBrokers(), awake).toException();
        }
    }
}
