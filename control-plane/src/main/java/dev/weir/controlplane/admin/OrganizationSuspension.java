package dev.weir.controlplane.admin;

import dev.weir.controlplane.admin.SuspensionRows.Suspendable;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Suspends and resumes an organization with all of its clusters. To do so twice changes nothing. */
@ApplicationScoped
class OrganizationSuspension {
    private final SystemDatabase database;
    private final SuspensionRows rows;
    private final Capacity capacity;
    private final ClusterProvisioning provisioning;

    OrganizationSuspension(
            SystemDatabase database, SuspensionRows rows, Capacity capacity, ClusterProvisioning provisioning) {
        this.database = database;
        this.rows = rows;
        this.capacity = capacity;
        this.provisioning = provisioning;
    }

    /** Answers which clusters it stops. */
    List<ClusterId> suspend(OrganizationId id) {
        return database.inNewTransaction(connection -> {
            hold(connection, id);
            rows.setSuspended(connection, id, true);
            var stopped = new ArrayList<ClusterId>();
            for (Suspendable cluster : rows.clustersOf(connection, id)) {
                if (cluster.desired() == DesiredState.RUNNING) {
                    rows.stop(connection, cluster.id());
                    provisioning.requested(cluster.id());
                    stopped.add(cluster.id());
                }
            }
            return stopped;
        });
    }

    /** Answers which clusters it starts: those that aren't suspended on their own. All of them, or none. */
    List<ClusterId> resume(OrganizationId id) {
        return database.inNewTransaction(connection -> {
            hold(connection, id);
            rows.setSuspended(connection, id, false);
            List<Suspendable> sleeping = rows.clustersOf(connection, id).stream()
                    .filter(cluster -> cluster.desired() == DesiredState.SUSPENDED && !cluster.suspended())
                    .toList();
            requireCapacity(connection, sleeping);
            for (Suspendable cluster : sleeping) {
                rows.start(connection, cluster.id());
                provisioning.requested(cluster.id());
            }
            return sleeping.stream().map(Suspendable::id).toList();
        });
    }

    private void requireCapacity(Connection connection, List<Suspendable> clusters) throws SQLException {
        var brokers = new TreeMap<String, Integer>();
        for (Suspendable cluster : clusters) {
            brokers.merge(cluster.region(), cluster.brokers(), Integer::sum);
        }
        for (Map.Entry<String, Integer> wanted : brokers.entrySet()) {
            capacity.require(connection, wanted.getKey(), wanted.getValue());
        }
    }

    private void hold(Connection connection, OrganizationId id) throws SQLException {
        if (rows.lockOrganization(connection, id).isEmpty()) {
            throw NotFound.of("organization", id.value()).toException();
        }
    }
}
