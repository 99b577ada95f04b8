package dev.weir.operator.cluster;

import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.operator.apply.BareStore;
import dev.weir.operator.apply.Labels;
import dev.weir.operator.apply.LeanStore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a cluster is looked at again for. Everything that belongs to one carries its id as a label. */
final class ClusterSources {
    private ClusterSources() {}

    static List<EventSource<?, TenantCluster>> of(EventSourceContext<TenantCluster> context) {
        return List.of(
                applied(context, StatefulSet.class, (_, _) -> true),
                applied(context, Service.class, (_, _) -> true),
                applied(context, ConfigMap.class, (_, _) -> true),
                applied(context, Secret.class, (_, _) -> true),
                applied(context, PodDisruptionBudget.class, ClusterSources::isRewritten),
                read(context, Pod.class, (_, _) -> true),
                read(context, PersistentVolumeClaim.class, ClusterSources::isOtherwise),
                tenants(context));
    }

    /** Of what the operator makes, and compares with what it should be. */
    private static <T extends HasMetadata> InformerEventSource<T, TenantCluster> applied(
            EventSourceContext<TenantCluster> context, Class<T> type, OnUpdateFilter<T> matters) {
        return labelled(context, type, matters, new LeanStore<>());
    }

    private static <T extends HasMetadata> InformerEventSource<T, TenantCluster> read(
            EventSourceContext<TenantCluster> context, Class<T> type, OnUpdateFilter<T> matters) {
        return labelled(context, type, matters, new BareStore<>());
    }

    /** What others write into these objects, several times while a cluster starts, is no reason to look at it. */
    private static <T extends HasMetadata> InformerEventSource<T, TenantCluster> labelled(
            EventSourceContext<TenantCluster> context, Class<T> type, OnUpdateFilter<T> matters, ItemStore<T> store) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, TenantCluster.class)
                        .withItemStore(store)
                        .withLabelSelector(Labels.CLUSTER)
                        .withSecondaryToPrimaryMapper(ClusterSources::clusterOf)
                        .withOnUpdateFilter(matters)
                        .build(),
                context);
    }

    /** More than its status. */
    private static boolean isRewritten(HasMetadata now, HasMetadata before) {
        ObjectMeta meta = now.getMetadata();
        ObjectMeta old = before.getMetadata();
        return !Objects.equals(meta.getGeneration(), old.getGeneration())
                || !Objects.equals(meta.getDeletionTimestamp(), old.getDeletionTimestamp())
                || !Objects.equals(meta.getLabels(), old.getLabels())
                || !Objects.equals(meta.getAnnotations(), old.getAnnotations())
                || !Objects.equals(meta.getOwnerReferences(), old.getOwnerReferences());
    }

    /** More than which volume was found for it, and on which node. */
    private static boolean isOtherwise(PersistentVolumeClaim now, PersistentVolumeClaim before) {
        return !Objects.equals(now.getStatus(), before.getStatus())
                || !Objects.equals(
                        now.getSpec().getResources(), before.getSpec().getResources())
                || !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }

    private static Set<ResourceID> clusterOf(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels().get(Labels.CLUSTER))
                .map(cluster ->
                        Set.of(new ResourceID(cluster, object.getMetadata().getNamespace())))
                .orElse(Set.of());
    }

    /** A suspended tenant stops all of its clusters. */
    private static InformerEventSource<Tenant, TenantCluster> tenants(EventSourceContext<TenantCluster> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Tenant.class, TenantCluster.class)
                        .withItemStore(new BareStore<>())
                        .withSecondaryToPrimaryMapper(tenant -> context.getPrimaryCache()
                                .list(Tenant.namespaceOf(tenant.getMetadata().getName()))
                                .map(ResourceID::fromResource)
                                .collect(Collectors.toSet()))
                        .withPrimaryToSecondaryMapper((TenantCluster cluster) -> cluster.getSpec() == null
                                ? Set.of()
                                : Set.of(new ResourceID(cluster.getSpec().organization())))
                        .build(),
                context);
    }
}
