package dev.weir.operator.status;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** Writes statuses that differ from what is there, and tells people of what has become otherwise, once. */
public final class ClusterReports {
    private final ClusterEvents events;

    public ClusterReports(ClusterEvents events) {
        this.events = events;
    }

    /** Each thing once, when it becomes so. */
    public UpdateControl<TenantCluster> told(
            TenantCluster cluster, TenantClusterStatus now, Context<TenantCluster> context) {
        TenantClusterStatus before = cluster.getStatus();
        if (now.equals(before)) {
            return UpdateControl.noUpdate();
        }
        // The next look sees it, whether the informer has heard of it or not: else it would be told again.
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(cluster, withStatus(cluster, now), context);
        if (before == null
                || before.phase() != now.phase()
                || !String.valueOf(before.reason()).equals(now.reason())) {
            announce(cluster, now);
        }
        return UpdateControl.noUpdate();
    }

    /** Nothing but the status, whichever version of the rest is there by now. */
    public static TenantCluster withStatus(TenantCluster cluster, TenantClusterStatus status) {
        TenantCluster answer = new TenantCluster();
        answer.setMetadata(new ObjectMetaBuilder()
                .withName(cluster.getMetadata().getName())
                .withNamespace(cluster.getMetadata().getNamespace())
                .build());
        answer.setStatus(status);
        return answer;
    }

    private void announce(TenantCluster cluster, TenantClusterStatus now) {
        String message =
                now.message() == null || now.message().isEmpty() ? "the cluster is " + now.phase() : now.message();
        String reason = now.reason() == null || now.reason().isEmpty() ? String.valueOf(now.phase()) : now.reason();
        if (now.phase() == Phase.RUNNING || now.phase() == Phase.STOPPED || now.phase() == Phase.STARTING) {
            events.normal(cluster, reason, message);
        } else {
            events.warning(cluster, reason, message);
        }
    }

    /** Once for each change of the spec. */
    public void warn(TenantCluster cluster, String reason, String message) {
        TenantClusterStatus before = cluster.getStatus();
        Long observed = before == null ? null : before.observedGeneration();
        if (observed == null || observed < cluster.getMetadata().getGeneration()) {
            events.warning(cluster, reason, message);
        }
    }
}
