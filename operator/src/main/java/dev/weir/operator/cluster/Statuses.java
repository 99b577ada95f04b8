package dev.weir.operator.cluster;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.operator.condition.Conditions;
import dev.weir.operator.strimzi.Answer;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.time.Clock;
import java.util.List;
import java.util.function.IntFunction;
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
        return status(cluster, new Finding(Phase.STARTING, reason, message, List.of(), false), Brokers.NONE, null);
    }

    TenantClusterStatus of(
            Design design, Crew crew, Finding finding, @Nullable String rejectedImage, AccessStep.Outcome access) {
        TenantClusterStatus before = design.cluster().getStatus();
        String image = crew.image().orElseGet(() -> before == null ? null : before.image());
        var brokers = new Brokers(
                image, rejectedImage, files.authority(), design.spec().kafkaVersion());
        return status(design.cluster(), finding, brokers, access);
    }

    /** Of brokers that Strimzi runs: of what image they are is its affair. */
    TenantClusterStatus dedicated(Design design, Finding finding, Answer answer, AccessStep.Outcome access) {
        TenantClusterStatus before = design.cluster().getStatus();
        var brokers = switch (answer) {
            case Answer.Serving serving -> new Brokers(null, null, serving.authority(), serving.kafkaVersion());
            case Answer.Pending _, Answer.NotReady _ ->
                before == null
                        ? Brokers.NONE
                        : new Brokers(null, null, before.certificateAuthority(), before.kafkaVersion());
        };
        return status(design.cluster(), finding, brokers, access);
    }

    /** Where a cluster's brokers are reached. */
    static List<NodeAddress> addresses(Design design) {
        return addresses(design, design.names()::host);
    }

    static List<NodeAddress> addresses(Design design, IntFunction<String> host) {
        return IntStream.range(0, design.brokers())
                .mapToObj(node -> new NodeAddress(
                        node, host.apply(node), BrokerPorts.GATEWAY, BrokerPorts.INTERNAL, design.namedPort()))
                .toList();
    }

    private TenantClusterStatus status(
            TenantCluster cluster, Finding finding, Brokers brokers, AccessStep.@Nullable Outcome access) {
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
                finding.nodes().isEmpty() ? null : brokers.authority(),
                serves ? brokers.kafkaVersion() : before == null ? null : before.kafkaVersion(),
                brokers.image(),
                brokers.rejectedImage(),
                access == null ? before == null ? null : before.access() : access.applied(),
                conditions.all());
    }

    private static String word(Finding finding, String otherwise) {
        return finding.reason().isEmpty() ? otherwise : finding.reason();
    }

    /** What brokers are made of, as far as that is known. */
    private record Brokers(
            @Nullable String image,
            @Nullable String rejectedImage,
            @Nullable String authority,
            @Nullable String kafkaVersion) {
        static final Brokers NONE = new Brokers(null, null, null, null);
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
