package dev.weir.operator.cluster;

import dev.weir.k8s.api.GatewaySpec;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.operator.OperatorConfig;
import dev.weir.operator.access.AccessStep;
import dev.weir.operator.apply.Applying;
import dev.weir.operator.broker.BrokerFiles;
import dev.weir.operator.broker.BrokerPorts;
import dev.weir.operator.broker.BrokerSet;
import dev.weir.operator.broker.Design;
import dev.weir.operator.login.Reach;
import dev.weir.operator.reach.Reachability;
import dev.weir.operator.reach.Sight;
import dev.weir.operator.status.Extras;
import dev.weir.operator.status.Judgement;
import dev.weir.operator.status.Statuses;
import dev.weir.operator.status.Statuses.Besides;
import dev.weir.operator.status.Statuses.Finding;
import dev.weir.operator.strimzi.Answer;
import dev.weir.operator.strimzi.ClientListener;
import dev.weir.operator.strimzi.ClientListener.Advertised;
import dev.weir.operator.strimzi.DedicatedCluster;
import dev.weir.operator.strimzi.KafkaFence;
import dev.weir.operator.strimzi.KafkaObject;
import dev.weir.operator.strimzi.NodePools;
import dev.weir.operator.strimzi.StrimziSources;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Dedicated clusters: Strimzi runs their brokers, this writes what it should run and reads what became of it. */
final class DedicatedClusters {
    /** Nothing tells of CRDs that come. */
    private static final Duration LOOK_FOR_STRIMZI = Duration.ofSeconds(5);

    private final OperatorConfig config;
    private final BrokerFiles files;
    private final AccessStep access;
    private final Statuses statuses;
    private final Reachability<ResourceID> reachability;
    private final KubernetesClient client;

    DedicatedClusters(
            OperatorConfig config,
            BrokerFiles files,
            AccessStep access,
            Statuses statuses,
            Reachability<ResourceID> reachability,
            KubernetesClient client) {
        this.config = config;
        this.files = files;
        this.access = access;
        this.statuses = statuses;
        this.reachability = reachability;
        this.client = client;
    }

    /** One whose data lies in volumes of the operator's own stays where it is. */
    static boolean include(TenantCluster cluster, Context<TenantCluster> context) {
        if (cluster.getSpec().kind() != ClusterKind.DEDICATED) {
            return false;
        }
        String own = BrokerSet.DATA + "-" + cluster.getMetadata().getName() + "-0";
        return context.getSecondaryResourcesAsStream(PersistentVolumeClaim.class)
                .noneMatch(claim -> claim.getMetadata().getName().equals(own));
    }

    /**
     * Where a cluster is now.
     *
     * @param again when one has to look again; nothing where whatever changes will be heard of
     */
    record Progress(TenantClusterStatus status, Optional<Duration> again) {}

    /** Goes as far as it can be gone now. */
    Progress proceed(
            Design design,
            Applying<TenantCluster> applying,
            Context<TenantCluster> context,
            @Nullable ClusterAccess wanted) {
        TenantCluster cluster = design.cluster();
        if (!StrimziSources.isInstalled(client)) {
            StrimziSources.forget(context);
            return new Progress(
                    statuses.waiting(
                            cluster,
                            "StrimziMissing",
                            "a Dedicated cluster needs Strimzi 1.0 or newer, whose CRDs aren't installed in this"
                                    + " Kubernetes; it is made once they are"),
                    Optional.of(LOOK_FOR_STRIMZI));
        }
        StrimziSources.hear(context);
        if (!design.runs()) {
            return suspended(design, context);
        }
        DedicatedCluster dedicated = dedicated(design);
        applying.apply(Secret.class, files.keys(design, dedicated.keys()));
        applying.apply(NetworkPolicy.class, KafkaFence.of(dedicated));
        NodePools.of(dedicated).forEach(pool -> applying.apply(KafkaNodePool.class, pool));
        Kafka kafka = kafka(applying, dedicated);
        Answer answer = Answer.of(kafka);
        Finding finding = judge(design, answer);
        AccessStep.Outcome allowed = access.proceed(design, reached(design, answer), wanted);
        boolean pending = allowed.pending() && finding.phase() == Phase.RUNNING;
        return new Progress(
                statuses.dedicated(design, finding, answer, besides(design, answer, allowed)), again(!pending));
    }

    private Besides besides(Design design, Answer answer, AccessStep.Outcome allowed) {
        if (!(answer instanceof Answer.Serving serving)) {
            return new Besides(allowed, null, List.of());
        }
        Reach reach = reached(design, answer);
        Sight sight = reachability
                .of(ResourceID.fromResource(design.cluster()), reach.authority(), reach)
                .orElse(null);
        return new Besides(allowed, sight, List.of(Extras.version(design, serving)));
    }

    private Optional<Duration> again(boolean settled) {
        return settled ? Optional.empty() : Optional.of(config.rollPause());
    }

    /** Strimzi is told the cluster's id before it begins, as when a cluster is made anew around volumes that are left. */
    private Kafka kafka(Applying<TenantCluster> applying, DedicatedCluster dedicated) {
        Optional<Kafka> present = applying.present(Kafka.class, dedicated.name());
        if (present.filter(KafkaObject::hasId).isPresent()) {
            return applying.apply(Kafka.class, KafkaObject.of(dedicated, true));
        }
        applying.apply(Kafka.class, KafkaObject.of(dedicated, false));
        applying.applyStatus(KafkaObject.withId(dedicated));
        return applying.apply(Kafka.class, KafkaObject.of(dedicated, true));
    }

    private Finding judge(Design design, Answer answer) {
        return switch (answer) {
            case Answer.Serving serving ->
                new Finding(
                        Phase.RUNNING,
                        serving.latest() ? "" : "Rolling",
                        serving.latest() ? "" : "Strimzi is changing the brokers",
                        addresses(design),
                        !serving.latest());
            case Answer.Pending(var reason, var message) -> waits(design, reason, message);
            case Answer.NotReady(var reason, var message) -> waits(design, reason, message);
        };
    }

    /** A cluster that has served is still reached where it was: its brokers are up, or come back there. */
    private Finding waits(Design design, String reason, String message) {
        boolean served = Judgement.hasServed(design);
        return new Finding(
                served ? Phase.RUNNING : Phase.STARTING,
                reason,
                message,
                served ? addresses(design) : List.of(),
                served);
    }

    /** Strimzi can't stop a cluster. Its volumes stay when its objects go, and are used again when they come. */
    private Progress suspended(Design design, Context<TenantCluster> context) {
        boolean gone = end(design.cluster(), context);
        Finding finding = gone
                ? new Finding(Phase.STOPPED, "Suspended", "its brokers are stopped, its data is kept", List.of(), false)
                : new Finding(Phase.STARTING, "Suspending", "its brokers are being stopped", List.of(), true);
        Answer nothing = new Answer.Pending(finding.reason(), finding.message());
        AccessStep.Outcome allowed = access.proceed(design, reached(design, nothing), null);
        return new Progress(
                statuses.dedicated(design, finding, nothing, new Besides(allowed, null, List.of())), again(gone));
    }

    /** Takes away what Strimzi was told; true when nothing of it runs any more. */
    boolean end(TenantCluster cluster, Context<TenantCluster> context) {
        if (mayBe(cluster) && StrimziSources.isInstalled(client)) {
            StrimziSources.hear(context);
            List<KafkaNodePool> pools =
                    context.getSecondaryResourcesAsStream(KafkaNodePool.class).toList();
            List<Kafka> kafkas =
                    context.getSecondaryResourcesAsStream(Kafka.class).toList();
            kafkas.stream()
                    .filter(kafka -> kafka.getMetadata().getDeletionTimestamp() == null)
                    .forEach(kafka -> context.getClient().resource(kafka).delete());
            pools.stream()
                    .filter(pool -> pool.getMetadata().getDeletionTimestamp() == null)
                    .forEach(pool -> context.getClient().resource(pool).delete());
            if (!kafkas.isEmpty() || !pools.isEmpty()) {
                return false;
            }
        } else if (mayBe(cluster)) {
            StrimziSources.forget(context);
        }
        return context.getSecondaryResourcesAsStream(Pod.class).findAny().isEmpty();
    }

    /** Of one that is to go nobody knows what it was if its spec can't be read. */
    private static boolean mayBe(TenantCluster cluster) {
        ClusterKind kind = cluster.getSpec() == null ? null : cluster.getSpec().kind();
        return kind == null || kind == ClusterKind.DEDICATED;
    }

    private DedicatedCluster dedicated(Design design) {
        GatewaySpec gateway = design.spec().gateway();
        List<ClientListener> listeners = new ArrayList<>();
        listeners.add(new ClientListener(
                "gateway",
                BrokerPorts.GATEWAY,
                advertised(design, node -> new Advertised(node, gateway.host(), gateway.port() + node))));
        listeners.add(new ClientListener("internal", BrokerPorts.INTERNAL, List.of()));
        if (design.namedPort() != 0) {
            listeners.add(new ClientListener("named", BrokerPorts.NAMED, advertised(design, node -> {
                var named = Objects.requireNonNull(design.named(node));
                return new Advertised(node, named.advertisedHost(), named.advertisedPort());
            })));
        }
        return new DedicatedCluster(
                design.cluster(), config.strimziImage().orElse(null), listeners, config.namespace());
    }

    private static List<Advertised> advertised(Design design, IntFunction<Advertised> of) {
        return IntStream.range(0, design.brokers()).mapToObj(of).toList();
    }

    private List<NodeAddress> addresses(Design design) {
        return Statuses.addresses(design, host(design));
    }

    private IntFunction<String> host(Design design) {
        return node -> DedicatedCluster.host(design.cluster(), node, config.clusterDomain());
    }

    /** As far as it is known whom to trust; before that there is nobody to speak with. */
    private Reach reached(Design design, Answer answer) {
        String authority =
                answer instanceof Answer.Serving serving && serving.authority() != null ? serving.authority() : "";
        return new Reach(design.internalServers(host(design)), design.secret(), authority);
    }
}
