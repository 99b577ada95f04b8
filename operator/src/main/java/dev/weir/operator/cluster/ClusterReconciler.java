package dev.weir.operator.cluster;

import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec.ClusterState;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.operator.OperatorConfig;
import dev.weir.operator.access.AccessObject;
import dev.weir.operator.access.AccessStep;
import dev.weir.operator.apply.Applying;
import dev.weir.operator.apply.BareStore;
import dev.weir.operator.apply.Matches;
import dev.weir.operator.broker.BrokerBudget;
import dev.weir.operator.broker.BrokerFiles;
import dev.weir.operator.broker.BrokerService;
import dev.weir.operator.broker.BrokerSet;
import dev.weir.operator.broker.Crew;
import dev.weir.operator.broker.Design;
import dev.weir.operator.broker.Names;
import dev.weir.operator.login.Reach;
import dev.weir.operator.reach.BrokerSight;
import dev.weir.operator.reach.Reachability;
import dev.weir.operator.reach.Sight;
import dev.weir.operator.rolling.Turn;
import dev.weir.operator.status.ClusterEvents;
import dev.weir.operator.status.ClusterReports;
import dev.weir.operator.status.Extras;
import dev.weir.operator.status.Judgement;
import dev.weir.operator.status.Obstacles;
import dev.weir.operator.status.Refusal;
import dev.weir.operator.status.Statuses;
import dev.weir.operator.status.Statuses.Besides;
import dev.weir.operator.status.Trouble;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a cluster's brokers exist, and keeps them as they should be. */
@ControllerConfiguration(
        name = "clusters",
        fieldManager = Applying.FIELD_MANAGER,
        finalizerName = ClusterReconciler.FINALIZER,
        informer = @Informer(itemStore = BareStore.class))
public class ClusterReconciler implements Reconciler<TenantCluster>, Cleaner<TenantCluster> {
    /** While it is there, brokers or their volumes may be. */
    public static final String FINALIZER = "weir.dev/brokers";

    private static final Duration FIRST_LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK_AGAIN = Duration.ofMinutes(5);
    /** What a storage class refuses it may allow later, and says nothing. */
    private static final Duration GROW_AGAIN = Duration.ofSeconds(30);
    /** Brokers that start are heard of; that they take too long is not. */
    private static final Duration START_AGAIN = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Clock clock = Clock.systemUTC();
    private final OperatorConfig config;
    private final BrokerFiles files;
    private final ClusterKeys keys;
    private final BrokerSet brokers;
    private final Rollout rollout;
    private final AccessStep access;
    private final AccessObject accesses;
    private final Volumes volumes;
    private final LostPods lost;
    private final Statuses statuses;
    private final SimpleInboundEventSource<TenantCluster> reached = new SimpleInboundEventSource<>("reached");
    private final Reachability<ResourceID> reachability;
    private final DedicatedClusters dedicated;
    private final ClusterEvents events;
    private final ClusterReports reports;
    private final Matches matches = new Matches();

    ClusterReconciler(
            OperatorConfig config,
            BrokerFiles files,
            ClusterKeys keys,
            AccessObject accesses,
            KubernetesClient client) {
        this.config = config;
        this.files = files;
        this.keys = keys;
        this.brokers = new BrokerSet(config, files);
        this.rollout = new Rollout(client, config, files, clock);
        this.access = new AccessStep();
        this.accesses = accesses;
        this.volumes = new Volumes(client);
        this.lost = new LostPods(client);
        this.statuses = new Statuses(clock, files);
        this.reachability =
                new Reachability<>(new BrokerSight(), FIRST_LOOK_AGAIN, LAST_LOOK_AGAIN, reached::propagateEvent);
        this.dedicated = new DedicatedClusters(config, files, access, statuses, reachability, client);
        this.events = new ClusterEvents(client, clock);
        this.reports = new ClusterReports(events);
    }

    @Override
    public List<EventSource<?, TenantCluster>> prepareEventSources(EventSourceContext<TenantCluster> context) {
        List<EventSource<?, TenantCluster>> sources = new ArrayList<>(ClusterSources.of(context));
        sources.addAll(Obstacles.sources(context));
        sources.add(reached);
        return sources;
    }

    @Override
    public UpdateControl<TenantCluster> reconcile(TenantCluster cluster, Context<TenantCluster> context) {
        Optional<String> unreadable = SpecCheck.obstacle(cluster);
        if (unreadable.isPresent()) {
            return reports.told(cluster, statuses.waiting(cluster, "SpecUnreadable", unreadable.get()), context);
        }
        var applying = new Applying<>(cluster, context, matches);
        Names names = new Names(cluster, config.clusterDomain());
        Optional<ClusterSecret> secret =
                applying.present(Secret.class, names.keys()).flatMap(keys::read);
        if (secret.isEmpty()) {
            return reports.told(
                    cluster,
                    statuses.waiting(cluster, "KeysMissing", "the Secret " + names.keys() + " isn't there yet"),
                    context);
        }
        Design wished = design(cluster, secret.get(), wishedImage(cluster), applying, context);
        if (DedicatedClusters.include(cluster, context)) {
            var progress = dedicated.proceed(wished, applying, context, wantedAccess(applying, names));
            return again(reports.told(cluster, progress.status(), context), progress.again());
        }
        return ours(wished, applying, context);
    }

    /** Brokers that the operator runs itself. */
    private UpdateControl<TenantCluster> ours(
            Design wished, Applying<TenantCluster> applying, Context<TenantCluster> context) {
        TenantCluster cluster = wished.cluster();
        String rejected = rejectedImage(cluster);
        Design design = wished.image().equals(rejected) ? withImageBefore(wished) : wished;
        StatefulSet set = apply(applying, design);
        Crew crew = Crew.of(
                set,
                design.brokers(),
                context.getSecondaryResourcesAsStream(Pod.class).toList());
        if (rollout.isRejected(design, crew)) {
            events.warning(
                    cluster,
                    "ImageRejected",
                    "brokers don't start with " + design.image() + "; the image before is put back");
            var besides = new Besides(access.proceed(design, reach(design), null), null, List.of());
            var finding = judge(design, crew, new Turn.Wait(""), context);
            return reports.told(cluster, statuses.of(design, crew, finding, design.image(), besides), context)
                    .rescheduleAfter(config.rollPause());
        }
        lost.takeBack(design, crew);
        Turn turn = rollout.proceed(design, crew);
        Optional<String> growth =
                volumes.grow(claims(context), design.spec().storage().size());
        growth.ifPresent(why -> reports.warn(cluster, "VolumeCannotGrow", why));
        AccessStep.Outcome allowed = access.proceed(design, reach(design), wantedAccess(applying, design.names()));
        var besides = new Besides(
                allowed,
                sight(design, crew),
                List.of(Extras.version(crew, wished.image(), rejected), Extras.volumes(growth)));
        TenantClusterStatus now = statuses.of(design, crew, judge(design, crew, turn, context), rejected, besides);
        boolean asks = !(turn instanceof Turn.Done) || (allowed.pending() && now.phase() == Phase.RUNNING);
        boolean starts = design.runs() && crew.ready() < design.brokers();
        Duration pause = asks ? config.rollPause() : starts ? lookAgain(crew) : growth.isPresent() ? GROW_AGAIN : null;
        return again(reports.told(cluster, now, context), Optional.ofNullable(pause));
    }

    /** When a pod that has no place yet is in trouble, and a moment more. */
    private Duration lookAgain(Crew crew) {
        return Trouble.soon(crew, clock.instant())
                .map(left -> left.plus(MOMENT))
                .filter(left -> left.compareTo(START_AGAIN) < 0)
                .orElse(START_AGAIN);
    }

    /** What Kubernetes refuses is tried again after ever longer pauses; from the second time on it is told. */
    @Override
    public ErrorStatusUpdateControl<TenantCluster> updateErrorStatus(
            TenantCluster cluster, Context<TenantCluster> context, Exception failure) {
        boolean once = context.getRetryInfo()
                .map(retry -> retry.getAttemptCount() == 0)
                .orElse(true);
        if (once || cluster.getMetadata().getDeletionTimestamp() != null) {
            return ErrorStatusUpdateControl.noStatusUpdate();
        }
        TenantClusterStatus now = statuses.refused(cluster, Refusal.reason(failure), Refusal.message(failure));
        return now.equals(cluster.getStatus())
                ? ErrorStatusUpdateControl.noStatusUpdate()
                : ErrorStatusUpdateControl.patchStatus(ClusterReports.withStatus(cluster, now));
    }

    private @Nullable Sight sight(Design design, Crew crew) {
        if (!design.runs()) {
            return null;
        }
        return crew.ready() == design.brokers()
                ? reachability
                        .of(ResourceID.fromResource(design.cluster()), crew.uids(), reach(design))
                        .orElse(null)
                : new Sight(false, crew.ready() + " of " + design.brokers() + " brokers are ready");
    }

    private Reach reach(Design design) {
        return new Reach(design.internalServers(design.names()::host), design.secret(), files.authority());
    }

    private @Nullable ClusterAccess wantedAccess(Applying<TenantCluster> applying, Names names) {
        return applying.present(ConfigMap.class, names.access())
                .flatMap(accesses::read)
                .orElse(null);
    }

    private StatefulSet apply(Applying<TenantCluster> applying, Design design) {
        applying.apply(Service.class, BrokerService.of(design));
        applying.apply(ConfigMap.class, files.config(design));
        applying.apply(
                Secret.class,
                files.secret(
                        design, applying.present(Secret.class, design.names().cluster())));
        applying.apply(PodDisruptionBudget.class, BrokerBudget.of(design));
        Optional<StatefulSet> present =
                applying.present(StatefulSet.class, design.names().cluster());
        return applying.apply(StatefulSet.class, brokers.of(design, present));
    }

    private Statuses.Finding judge(Design design, Crew crew, Turn turn, Context<TenantCluster> context) {
        return Judgement.of(design, crew, turn, Obstacles.of(design, crew, context), clock.instant());
    }

    private String wishedImage(TenantCluster cluster) {
        String own = cluster.getSpec().image();
        return own == null ? config.brokerImage() : own;
    }

    private @Nullable String rejectedImage(TenantCluster cluster) {
        TenantClusterStatus before = cluster.getStatus();
        return before != null && wishedImage(cluster).equals(before.rejectedImage()) ? before.rejectedImage() : null;
    }

    private static Design withImageBefore(Design design) {
        TenantClusterStatus before = design.cluster().getStatus();
        String image = before == null ? null : before.image();
        return image == null ? design : design.withImage(image);
    }

    private Design design(
            TenantCluster cluster,
            ClusterSecret secret,
            String image,
            Applying<TenantCluster> applying,
            Context<TenantCluster> context) {
        boolean suspended = context.getSecondaryResource(Tenant.class)
                .map(tenant -> tenant.getSpec().isSuspended())
                .orElse(false);
        Names names = new Names(cluster, config.clusterDomain());
        return new Design(
                cluster,
                secret,
                applying.present(Secret.class, names.keys())
                        .flatMap(keys::passwords)
                        .orElse(null),
                image,
                cluster.getSpec().state() == ClusterState.RUNNING && !suspended,
                names);
    }

    private static List<PersistentVolumeClaim> claims(Context<TenantCluster> context) {
        return context.getSecondaryResourcesAsStream(PersistentVolumeClaim.class)
                .toList();
    }

    /** News come by themselves, but for what only brokers or events say. */
    private static UpdateControl<TenantCluster> again(UpdateControl<TenantCluster> control, Optional<Duration> pause) {
        pause.ifPresent(control::rescheduleAfter);
        return control;
    }

    /** Needs nothing of the spec: one that this operator can't read mustn't keep a cluster from going. */
    @Override
    public DeleteControl cleanup(TenantCluster cluster, Context<TenantCluster> context) {
        var applying = new Applying<>(cluster, context, matches);
        applying.present(StatefulSet.class, cluster.getMetadata().getName())
                .filter(set -> set.getMetadata().getDeletionTimestamp() == null)
                .ifPresent(set -> context.getClient().resource(set).delete());
        boolean ended = dedicated.end(cluster, context);
        if (!ended || context.getSecondaryResourcesAsStream(Pod.class).findAny().isPresent()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(config.rollPause());
        }
        if (Volumes.mayGo(cluster)) {
            volumes.remove(claims(context));
        }
        Names names = new Names(cluster, config.clusterDomain());
        applying.present(Secret.class, names.keys())
                .ifPresent(keys -> context.getClient().resource(keys).delete());
        applying.present(ConfigMap.class, names.access())
                .ifPresent(access -> context.getClient().resource(access).delete());
        reachability.forget(ResourceID.fromResource(cluster));
        return DeleteControl.defaultDelete();
    }
}
