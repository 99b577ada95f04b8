package dev.weir.operator.status;

import dev.weir.k8s.api.TenantCluster;
import dev.weir.operator.broker.BrokerSet;
import dev.weir.operator.broker.Crew;
import dev.weir.operator.broker.Design;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps Kubernetes from making a pod or a volume at all: it is said in events only. The operator hears of those
 * alone, rather than asking for each cluster that starts: a thousand of them would ask a thousand times a second.
 */
public final class Obstacles {
    private static final String SET = "StatefulSet";
    private static final String CLAIM = "PersistentVolumeClaim";
    private static final Map<String, String> REASONS = Map.of(SET, "FailedCreate", CLAIM, "ProvisioningFailed");
    private static final String CLAIMS_PREFIX = BrokerSet.DATA + "-";

    private Obstacles() {}

    public static List<EventSource<?, TenantCluster>> sources(EventSourceContext<TenantCluster> context) {
        return List.of(source(context, SET), source(context, CLAIM));
    }

    private static EventSource<?, TenantCluster> source(EventSourceContext<TenantCluster> context, String kind) {
        String reason = String.valueOf(REASONS.get(kind));
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Event.class, TenantCluster.class)
                        .withName(reason)
                        .withFieldSelector(new FieldSelectorBuilder()
                                .withField("involvedObject.kind", kind)
                                .withField("reason", reason)
                                .build())
                        .withSecondaryToPrimaryMapper(Obstacles::clusterOf)
                        .build(),
                context);
    }

    private static Set<ResourceID> clusterOf(Event event) {
        ObjectReference object = event.getInvolvedObject();
        String name = object.getName();
        if (CLAIM.equals(object.getKind())) {
            int end = name.lastIndexOf('-');
            if (!name.startsWith(CLAIMS_PREFIX) || end <= CLAIMS_PREFIX.length()) {
                return Set.of();
            }
            name = name.substring(CLAIMS_PREFIX.length(), end);
        }
        return Set.of(new ResourceID(name, object.getNamespace()));
    }

    public static Optional<Trouble> of(Design design, Crew crew, Context<TenantCluster> context) {
        if (!design.runs() || crew.ready() == design.brokers()) {
            return Optional.empty();
        }
        boolean missing = crew.brokers().stream().anyMatch(broker -> !broker.present());
        if (missing) {
            return newest(context, SET).map(event -> new Trouble(word(event), event.getMessage(), false));
        }
        if (Trouble.isUnplaced(crew)) {
            return newest(context, CLAIM).map(event -> new Trouble("VolumeMissing", event.getMessage(), false));
        }
        return Optional.empty();
    }

    private static String word(Event event) {
        return event.getMessage().contains("exceeded quota") ? "QuotaExceeded" : "PodRefused";
    }

    private static Optional<Event> newest(Context<TenantCluster> context, String kind) {
        return context.getSecondaryResourcesAsStream(Event.class)
                .filter(event -> kind.equals(event.getInvolvedObject().getKind()))
                .max(Comparator.comparing(event -> String.valueOf(event.getLastTimestamp())));
    }
}
