package dev.weir.operator.status;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.operator.access.AccessStep;
import dev.weir.operator.broker.BrokerFiles;
import dev.weir.operator.broker.BrokerPorts;
import dev.weir.operator.broker.Crew;
import dev.weir.operator.broker.Design;
import dev.weir.operator.condition.Conditions;
import dev.weir.operator.reach.Sight;
import dev.weir.operator.strimzi.Answer;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.time.Clock;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts into a status what has become of a cluster. */
public final class Statuses {
    private static final String RECONCILED = "Reconciled";
    private static final String REACHABLE = "BrokerReachable";

    private final Clock clock;
    private final BrokerFiles files;

    public Statuses(Clock clock, BrokerFiles files) {
        this.clock = clock;
        this.files = files;
    }

    /** Nothing can be made yet. */
    public TenantClusterStatus waiting(TenantCluster cluster, String reason, String message) {
        return status(
                cluster, new Finding(Phase.STARTING, reason, message, List.of(), false), Brokers.NONE, Besides.NOTHING);
    }

    public TenantClusterStatus of(
            Design design, Crew crew, Finding finding, @Nullable String rejectedImage, Besides besides) {
        TenantClusterStatus before = design.cluster().getStatus();
        String image = crew.image().orElseGet(() -> before == null ? null : before.image());
        var brokers = new Brokers(
                image, rejectedImage, files.authority(), design.spec().kafkaVersion());
        return status(design.cluster(), finding, brokers, besides);
    }

    /** Of brokers that Strimzi runs: of what image they are is its affair. */
    public TenantClusterStatus dedicated(Design design, Finding finding, Answer answer, Besides besides) {
        TenantClusterStatus before = design.cluster().getStatus();
        var brokers = switch (answer) {
            case Answer.Serving serving -> new Brokers(null, null, serving.authority(), serving.kafkaVersion());
            case Answer.Pending _, Answer.NotReady _ ->
                before == null
                        ? Brokers.NONE
                        : new Brokers(null, null, before.certificateAuthority(), before.kafkaVersion());
        };
        return status(design.cluster(), finding, brokers, besides);
    }

    /** Kubernetes takes something not, or can't be asked; all else is as it was last seen. */
    public TenantClusterStatus refused(TenantCluster cluster, String reason, String message) {
        TenantClusterStatus before = cluster.getStatus();
        if (before == null || before.phase() != Phase.RUNNING) {
            return waiting(cluster, reason, message);
        }
        var conditions = conditions(cluster)
                .add(RECONCILED, false, reason, message)
                .add("Degraded", true, reason, message)
                .keepOthers();
        return new TenantClusterStatus(
                cluster.getMetadata().getGeneration(),
                before.generation(),
                before.phase(),
                reason,
                message,
                before.nodes(),
                before.certificateAuthority(),
                before.kafkaVersion(),
                before.image(),
                before.rejectedImage(),
                before.access(),
                conditions.all());
    }

    /** Where a cluster's brokers are reached. */
    static List<NodeAddress> addresses(Design design) {
        return addresses(design, design.names()::host);
    }

    public static List<NodeAddress> addresses(Design design, IntFunction<String> host) {
        return IntStream.range(0, design.brokers())
                .mapToObj(node -> new NodeAddress(
                        node, host.apply(node), BrokerPorts.GATEWAY, BrokerPorts.INTERNAL, design.namedPort()))
                .toList();
    }

    private TenantClusterStatus status(TenantCluster cluster, Finding finding, Brokers brokers, Besides besides) {
        TenantClusterStatus before = cluster.getStatus();
        boolean serves = finding.phase() == Phase.RUNNING;
        boolean settled =
                !finding.progressing() && (serves ? finding.reason().isEmpty() : finding.phase() == Phase.STOPPED);
        AccessStep.Outcome access = besides.access();
        var conditions = conditions(cluster)
                .add(
                        "Ready",
                        serves,
                        word(finding, serves ? "BrokersReady" : finding.phase().name()),
                        finding.message())
                .add(
                        RECONCILED,
                        settled,
                        settled ? "AsDesired" : word(finding, "Starting"),
                        settled ? "" : finding.message())
                .add("Progressing", finding.progressing(), finding.progressing() ? "Rolling" : "Settled", "")
                .add("Degraded", serves && !finding.reason().isEmpty(), word(finding, "AsDesired"), finding.message());
        reachable(conditions, serves, finding, besides.sight());
        besides.extra().forEach(extra -> conditions.add(extra.type(), extra.holds(), extra.reason(), extra.message()));
        if (access != null) {
            conditions.add(
                    "AccessApplied",
                    !access.pending(),
                    !access.pending() ? "AsDesired" : access.trouble().isEmpty() ? "Pending" : "BrokersRefuse",
                    access.trouble());
        }
        return new TenantClusterStatus(
                cluster.getMetadata().getGeneration(),
                cluster.getSpec() == null ? null : cluster.getSpec().generation(),
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

    private static void reachable(Conditions conditions, boolean serves, Finding finding, @Nullable Sight sight) {
        if (!serves) {
            conditions.add(REACHABLE, false, word(finding, "NotReady"), "");
        } else if (sight == null) {
            conditions.keep(REACHABLE);
        } else {
            conditions.add(REACHABLE, sight.reachable(), sight.reachable() ? "Reached" : "OutOfReach", sight.message());
        }
    }

    private Conditions conditions(TenantCluster cluster) {
        TenantClusterStatus before = cluster.getStatus();
        return new Conditions(
                before == null ? null : before.conditions(),
                cluster.getMetadata().getGeneration(),
                clock);
    }

    private static String word(Finding finding, String otherwise) {
        return finding.reason().isEmpty() ? otherwise : finding.reason();
    }

    /** A condition of its own. */
    public record Extra(String type, boolean holds, String reason, String message) {}

    /**
     * What is known beside how brokers are.
     *
     * @param access what came of bringing them roles and quotas; null where it wasn't tried
     * @param sight whether they can be reached; null where that isn't known, or not yet
     * @param extra further conditions
     */
    public record Besides(
            AccessStep.@Nullable Outcome access, @Nullable Sight sight, List<Extra> extra) {
        static final Besides NOTHING = new Besides(null, null, List.of());

        public Besides {
            extra = List.copyOf(extra);
        }
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
    public record Finding(Phase phase, String reason, String message, List<NodeAddress> nodes, boolean progressing) {
        public Finding {
            nodes = List.copyOf(nodes);
        }
    }
}
