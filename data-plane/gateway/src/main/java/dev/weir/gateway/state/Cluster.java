package dev.weir.gateway.state;

import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster as it was wanted and as it was when somebody asked; it doesn't change afterwards. */
public final class Cluster {
    private final ClusterId id;
    private final ClusterDesired desired;
    private final @Nullable ClusterStatus status;

    Cluster(ClusterDesired desired, @Nullable ClusterStatus status) {
        this.id = new ClusterId(desired.cluster());
        this.desired = desired;
        this.status = status;
    }

    public ClusterId id() {
        return id;
    }

    public OrganizationId organization() {
        return new OrganizationId(desired.organization());
    }

    public DesiredState desiredState() {
        return desired.state();
    }

    public ClusterLimits limits() {
        return desired.limits();
    }

    /** All that the control plane said. */
    public ClusterDesired desired() {
        return desired;
    }

    /** How far it is; nothing when no agent has spoken of it yet. */
    public Optional<ClusterStatus.Phase> phase() {
        return Optional.ofNullable(status).map(ClusterStatus::phase);
    }

    /** Where its brokers listen; empty unless it runs and shall run. */
    public List<NodeAddress> nodes() {
        if (status == null
                || desired.state() != DesiredState.RUNNING
                || status.phase() != ClusterStatus.Phase.RUNNING) {
            return List.of();
        }
        return status.nodes();
    }

    /** PEM of what its brokers' certificates are signed with; empty where they speak without TLS. */
    public Optional<String> certificateAuthority() {
        return Optional.ofNullable(status).map(ClusterStatus::certificateAuthority);
    }

    public Optional<NodeAddress> node(int nodeId) {
        return nodes().stream().filter(node -> node.id() == nodeId).findFirst();
    }
}
