package dev.weir.operator.cluster;

import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterSpec.ClusterState;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.operator.OperatorConfig;
import dev.weir.operator.access.AccessObject;
import dev.weir.operator.apply.Applying;
import dev.weir.operator.rolling.Turn;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus.Phase;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a cluster's brokers exist, and keeps them as they should be. */
@ControllerConfiguration(
        name = "clusters",
        fieldManager = Applying.FIELD_MANAGER,
        finalizerName = ClusterReconciler.FINALIZER)
public class ClusterReconciler implements Reconciler<TenantCluster>, Cleaner<TenantCluster> {
    /** While it is there, brokers or their volumes may be. */
    public static final String FINALIZER = "weir.dev/brokers";

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
    private final ClusterEvents events;

    ClusterReconciler(
            OperatorConfig config,
            BrokerFiles files,
            ClusterKeys keys,
            AccessObject accesses,
            KubernetesClient client) {
        Clock clock = Clock.systemUTC();
        this.config = config;
        this.files = files;
        this.keys = keys;
        this.brokers = new BrokerSet(config, files);
        this.rollout = new Rollout(client, config, files, clock);
        this.access = new AccessStep(files);
        this.accesses = accesses;
        this.volumes = new Volumes(client);
        this.lost = new LostPods(client);
        this.statuses = new Statuses(clock, files);
        this.events = new ClusterEvents(client, clock);
    }

    @Override
    public List<EventSource<?, TenantCluster>> prepareEventSources(EventSourceContext<TenantCluster> context) {
        return Stream.concat(ClusterSources.of(context).stream(), Obstacles.sources(context).stream())
                .toList();
    }

    @Override
    public UpdateControl<TenantCluster> reconcile(TenantCluster cluster, Context<TenantCluster> context) {
        var applying = new Applying<>(cluster, context);
        Names names = new Names(cluster, config.clusterDomain());
        Optional<ClusterSecret> secret =
                applying.present(Secret.class, names.keys()).flatMap(keys::read);
        if (secret.isEmpty()) {
            return told(
                    cluster,
                    statuses.waiting(cluster, "KeysMissing", "the Secret " + names.keys() + " isn't there yet"));
        }
        String rejected = rejectedImage(cluster);
        Design wished = design(cluster, secret.get(), wishedImage(cluster), context);
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
            return told(
                            cluster,
                            statuses.of(
                                    design,
                                    crew,
                                    judge(design, crew, new Turn.Wait(""), context),
                                    design.image(),
                                    access.proceed(design, null)))
                    .rescheduleAfter(config.rollPause());
        }
        lost.takeBack(design, crew);
        Turn turn = rollout.proceed(design, crew);
        Optional<String> growth =
                volumes.grow(claims(context), design.spec().storage().size());
        growth.ifPresent(why -> tellOnce(cluster, why));
        AccessStep.Outcome allowed = access.proceed(design, wantedAccess(applying, names));
        TenantClusterStatus now = statuses.of(design, crew, judge(design, crew, turn, context), rejected, allowed);
        boolean settled = turn instanceof Turn.Done && (!design.runs() || crew.ready() == design.brokers());
        return after(told(cluster, now), settled && !(allowed.pending() && now.phase() == Phase.RUNNING));
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

    private static Statuses.Finding judge(Design design, Crew crew, Turn turn, Context<TenantCluster> context) {
        return Judgement.of(design, crew, turn, Obstacles.of(design, crew, context));
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

    private Design design(TenantCluster cluster, ClusterSecret secret, String image, Context<TenantCluster> context) {
        boolean suspended = context.getSecondaryResource(Tenant.class)
                .map(tenant -> tenant.getSpec().isSuspended())
                .orElse(false);
        Names names = new Names(cluster, config.clusterDomain());
        return new Design(
                cluster,
                secret,
                new Applying<>(cluster, context)
                        .present(Secret.class, names.keys())
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

    /** Each thing once, when it becomes so. */
    private UpdateControl<TenantCluster> told(TenantCluster cluster, TenantClusterStatus now) {
        TenantClusterStatus before = cluster.getStatus();
        if (now.equals(before)) {
            return UpdateControl.noUpdate();
        }
        if (before == null
                || before.phase() != now.phase()
                || !String.valueOf(before.reason()).equals(now.reason())) {
            announce(cluster, now);
        }
        return UpdateControl.patchStatus(withStatus(cluster, now));
    }

    /** Nothing but the status, whichever version of the rest is there by now. */
    private static TenantCluster withStatus(TenantCluster cluster, TenantClusterStatus status) {
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

    private void tellOnce(TenantCluster cluster, String why) {
        TenantClusterStatus before = cluster.getStatus();
        Long observed = before == null ? null : before.observedGeneration();
        if (observed == null || observed < cluster.getMetadata().getGeneration()) {
            events.warning(cluster, "VolumeCannotGrow", why);
        }
    }

    /** News come by themselves, but for what only brokers or events say. */
    private UpdateControl<TenantCluster> after(UpdateControl<TenantCluster> control, boolean settled) {
        return settled ? control : control.rescheduleAfter(config.rollPause());
    }

    @Override
    public DeleteControl cleanup(TenantCluster cluster, Context<TenantCluster> context) {
        var applying = new Applying<>(cluster, context);
        applying.present(StatefulSet.class, cluster.getMetadata().getName())
                .filter(set -> set.getMetadata().getDeletionTimestamp() == null)
                .ifPresent(set -> context.getClient().resource(set).delete());
        if (context.getSecondaryResourcesAsStream(Pod.class).findAny().isPresent()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(config.rollPause());
        }
        if (!cluster.getSpec().storage().keeps()) {
            volumes.remove(claims(context));
        }
        Names names = new Names(cluster, config.clusterDomain());
        applying.present(Secret.class, names.keys())
                .ifPresent(keys -> context.getClient().resource(keys).delete());
        applying.present(ConfigMap.class, names.access())
                .ifPresent(access -> context.getClient().resource(access).delete());
        return DeleteControl.defaultDelete();
    }
}
