package dev.weir.operator.cluster;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.operator.condition.Conditions;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts into a status what has become of a cluster. */
final class Statuses {
    private final Clock clock;
    private final BrokerFiles files;

    Statuses(Clock clock, BrokerFiles files) {
        this.clock = clock;
        this.files = files;
    }

    /** Nothing can be made yet. */
    TenantClusterStatus waiting(TenantCluster cluster, String reason, String message) {
        return status(cluster, new Finding(Phase.STARTING, reason, message, List.of(), false), null, null, null);
    }

    TenantClusterStatus of(
            Design design, Crew crew, Finding finding, @Nullable String rejectedImage, AccessStep.Outcome access) {
        TenantClusterStatus before = design.cluster().getStatus();
        String image = crew.image().orElseGet(() -> before == null ? null : before.image());
        return status(design.cluster(), finding, image, rejectedImage, access);
    }

    /** Where a cluster's brokers are reached. */
    static List<NodeAddress> addresses(Design design) {
        return IntStream.range(0, design.brokers())
                .mapToObj(node -> new NodeAddress(
                        node, design.names().host(node), BrokerPorts.GATEWAY, BrokerPorts.INTERNAL, design.namedPort()))
                .toList();
    }

    private TenantClusterStatus status(
            TenantCluster cluster,
            Finding finding,
            @Nullable String image,
            @Nullable String rejectedImage,
            AccessStep.@Nullable Outcome access) {
        TenantClusterStatus before = cluster.getStatus();
        long generation = cluster.getMetadata().getGeneration();
        boolean serves = finding.phase() == Phase.RUNNING;
        var conditions = new Conditions(before == null ? null : before.conditions(), generation, clock)
                .add(
                        "Ready",
                        serves,
                        word(finding, serves ? "BrokersReady" : finding.phase().name()),
                        finding.message())
                .add("Progressing", finding.progressing(), finding.progressing() ? "Rolling" : "Settled", "")
                .add("Degraded", serves && !finding.reason().isEmpty(), word(finding, "AsDesired"), finding.message());
        if (access != null) {
            conditions.add(
                    "AccessApplied",
                    !access.pending(),
                    !access.pending() ? "AsDesired" : access.trouble().isEmpty() ? "Pending" : "BrokersRefuse",
                    access.trouble());
        }
        return new TenantClusterStatus(
                generation,
                cluster.getSpec().generation(),
                finding.phase(),
                finding.reason(),
                finding.message(),
                finding.nodes(),
                finding.nodes().isEmpty() ? null : files.authority(),
                serves ? cluster.getSpec().kafkaVersion() : before == null ? null : before.kafkaVersion(),
                image,
                rejectedImage,
                access == null ? before == null ? null : before.access() : access.applied(),
                conditions.all());
    }

    private static String word(Finding finding, String otherwise) {
        return finding.reason().isEmpty() ? otherwise : finding.reason();
    }

    /**
     * What was found.
     *
     * @param reason one word, empty when all is well
     * @param message a sentence, empty when all is well
     * @param nodes where brokers are reached; empty unless they run
     * @param progressing whether brokers are being replaced
     */
    record Finding(Phase phase, String reason, String message, List<NodeAddress> nodes, boolean progressing) {
        Finding {
            nodes = List.copyOf(nodes);
        }
    }
}
