package dev.weir.operator.strimzi;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.operator.apply.Labels;
import dev.weir.operator.apply.LeanStore;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Strimzi's objects are heard of from when its CRDs are there, until they are gone: nobody can watch what the API server
 * doesn't know.
 */
public final class StrimziSources {
    private static final String API = "kafka.strimzi.io/v1";

    private StrimziSources() {}

    /** Whether Strimzi's CRDs are installed, as the API server says now. Whoever asks may know, so it takes no right. */
    public static boolean isInstalled(KubernetesClient client) {
        APIResourceList known = client.getApiResources(API);
        return known != null
                && known.getResources().stream()
                        .map(APIResource::getKind)
                        .collect(Collectors.toSet())
                        .containsAll(
                                Set.of(HasMetadata.getKind(Kafka.class), HasMetadata.getKind(KafkaNodePool.class)));
    }

    /**
     * From now on its objects are known, and changes of theirs lead to a look at their cluster. Whoever comes meanwhile
     * waits: to know nothing yet must not look like there being nothing.
     */
    public static synchronized void hear(Context<TenantCluster> context) {
        hear(context, Kafka.class, Removable::new);
        hear(context, KafkaNodePool.class, Removable::new);
        hear(context, NetworkPolicy.class, InformerEventSource::new);
    }

    /** Its objects can't be there any more. */
    public static synchronized void forget(Context<TenantCluster> context) {
        context.eventSourceRetriever().dynamicallyDeRegisterEventSource(name(Kafka.class));
        context.eventSourceRetriever().dynamicallyDeRegisterEventSource(name(KafkaNodePool.class));
    }

    private static <T extends HasMetadata> void hear(Context<TenantCluster> context, Class<T> type, Source<T> source) {
        if (context.eventSourceRetriever().getEventSourcesFor(type).isEmpty()) {
            context.eventSourceRetriever()
                    .dynamicallyRegisterEventSource(source.of(
                            InformerEventSourceConfiguration.from(type, TenantCluster.class)
                                    .withItemStore(new LeanStore<>())
                                    .withName(name(type))
                                    .withLabelSelector(Labels.CLUSTER)
                                    .withSecondaryToPrimaryMapper(StrimziSources::clusterOf)
                                    .build(),
                            context.eventSourceRetriever().eventSourceContextForDynamicRegistration()));
        }
    }

    private interface Source<T extends HasMetadata> {
        InformerEventSource<T, TenantCluster> of(
                InformerEventSourceConfiguration<T> configuration, EventSourceContext<TenantCluster> context);
    }

    /** Whose kind may be taken away when no cluster is looked at. That isn't the operator's health. */
    private static final class Removable<T extends HasMetadata> extends InformerEventSource<T, TenantCluster> {
        Removable(InformerEventSourceConfiguration<T> configuration, EventSourceContext<TenantCluster> context) {
            super(configuration, context);
        }

        @Override
        public Status getStatus() {
            return Status.UNKNOWN;
        }
    }

    private static String name(Class<?> type) {
        return "strimzi-" + type.getSimpleName();
    }

    private static Set<ResourceID> clusterOf(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels().get(Labels.CLUSTER))
                .map(cluster ->
                        Set.of(new ResourceID(cluster, object.getMetadata().getNamespace())))
                .orElse(Set.of());
    }
}
