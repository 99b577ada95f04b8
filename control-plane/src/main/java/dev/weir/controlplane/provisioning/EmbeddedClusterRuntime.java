package dev.weir.controlplane.provisioning;

import dev.weir.controlplane.outbox.Outbox;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.PlatformTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Clusters as processes of the machine's agent, which reads {@code weir.clusters}. */
@ApplicationScoped
class EmbeddedClusterRuntime implements ClusterRuntime {
    private final SystemDatabase database;
    private final Outbox outbox;

    EmbeddedClusterRuntime(SystemDatabase database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public boolean actsOnAnnouncement() {
        return true;
    }

    @Override
    public boolean addsBrokers() {
        return true;
    }

    @Override
    public void apply(String region, ClusterDesired desired) {
        database.inNewTransaction(connection -> {
            // Nobody can change the row before this record has its place in the outbox.
            try (PreparedStatement select = connection.prepareStatement(
                    "select 1 from cluster where id = ? and generation = ? for no key update")) {
                select.setString(1, desired.cluster());
                select.setLong(2, desired.generation());
                try (ResultSet row = select.executeQuery()) {
                    boolean current = row.next();
                    if (current) {
                        outbox.publish(PlatformTopic.CLUSTERS, desired.cluster(), desired);
                    }
                    return current;
                }
            }
        });
    }
}
