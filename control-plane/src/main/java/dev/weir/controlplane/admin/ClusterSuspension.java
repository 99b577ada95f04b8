package dev.weir.controlplane.admin;

import dev.weir.controlplane.admin.SuspensionRows.Suspendable;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Suspends and resumes one cluster. To do so twice changes nothing. */
@ApplicationScoped
class ClusterSuspension {
    private final SystemDatabase database;
    private final SuspensionRows rows;
    private final Capacity capacity;
    private final ClusterProvisioning provisioning;

    ClusterSuspension(
            SystemDatabase database, SuspensionRows rows, Capacity capacity, ClusterProvisioning provisioning) {
        this.database = database;
        this.rows = rows;
        this.capacity = capacity;
        this.provisioning = provisioning;
    }

    Suspendable suspend(ClusterId id) {
        return database.inNewTransaction(connection -> {
            holdOwner(connection, id);
            Suspendable cluster = find(connection, id);
            rows.setSuspended(connection, id, true);
            if (cluster.desired() == DesiredState.RUNNING) {
                rows.stop(connection, id);
                provisioning.requested(id);
            }
            return find(connection, id);
        });
    }

    /** Stays suspended as long as its organization is. */
    Suspendable resume(ClusterId id) {
        return database.inNewTransaction(connection -> {
            boolean organizationSuspended = holdOwner(connection, id);
            Suspendable cluster = find(connection, id);
            rows.setSuspended(connection, id, false);
            if (cluster.desired() == DesiredState.SUSPENDED && !organizationSuspended) {
                capacity.require(connection, cluster.region(), cluster.brokers());
                rows.start(connection, id);
                provisioning.requested(id);
            }
            return find(connection, id);
        });
    }

    private boolean holdOwner(Connection connection, ClusterId id) throws SQLException {
        var owner = rows.ownerOf(connection, id).orElseThrow(() -> unknown(id));
        return rows.lockOrganization(connection, owner).orElseThrow(() -> unknown(id));
    }

    private Suspendable find(Connection connection, ClusterId id) throws SQLException {
        return rows.cluster(connection, id).orElseThrow(() -> unknown(id));
    }

    private static RuntimeException unknown(ClusterId id) {
        return NotFound.of("cluster", id.value()).toException();
    }
}
