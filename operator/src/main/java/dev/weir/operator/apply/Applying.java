package dev.weir.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects what they should be: a look into the informer's cache, and a write only if somebody has changed what is
 * ours. Whatever others have added, and we don't speak of, stays.
 */
public final class Applying<P extends HasMetadata> {
    /** The owner of our fields. */
    public static final String FIELD_MANAGER = "weir-operator";

    private static final PatchContext FORCED = forced(FIELD_MANAGER);

    /** Of fields in others' statuses; who owns fields of both is two managers to Kubernetes, but one by name. */
    private static final PatchContext FORCED_STATUS = forced(FIELD_MANAGER + "-status");

    private static PatchContext forced(String manager) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build();
    }

    private final P primary;
    private final Context<P> context;
    private final Matches matches;

    public Applying(P primary, Context<P> context, Matches matches) {
        this.primary = primary;
        this.context = context;
        this.matches = matches;
    }

    /** What is there of this kind and name, as the informer knows it. */
    public <T extends HasMetadata> Optional<T> present(Class<T> type, String name) {
        return context.getSecondaryResourcesAsStream(type)
                .filter(each -> each.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** Makes it so. Belongs to the primary from then on, and goes with it. */
    public <T extends HasMetadata> T apply(Class<T> type, T desired) {
        desired.addOwnerReference(primary);
        Optional<T> present = present(type, desired.getMetadata().getName());
        if (present.isPresent() && matches(present.get(), desired)) {
            return present.get();
        }
        T written = context.getClient().resource(desired).patch(FORCED);
        matches.wrote(written, desired, context);
        remember(type, written, present.orElse(null));
        return written;
    }

    /** Writes fields of a status, where somebody else's is to begin with what we know. */
    public <T extends HasMetadata> void applyStatus(T desired) {
        context.getClient().resource(desired).subresource("status").patch(FORCED_STATUS);
    }

    private <T extends HasMetadata> boolean matches(T present, T desired) {
        return present.getMetadata().getDeletionTimestamp() == null && matches.match(present, desired, context);
    }

    /** So that the next look sees it, though the informer may not have heard of it yet. */
    private <T extends HasMetadata> void remember(Class<T> type, T written, @Nullable T before) {
        var events = context.eventSourceRetriever().getEventSourceFor(type);
        if (events instanceof InformerEventSource<?, ?> informer) {
            @SuppressWarnings("unchecked") // it is the source of this type's events
            var ours = (InformerEventSource<T, P>) informer;
            ResourceID id = ResourceID.fromResource(Objects.requireNonNull(written));
            if (before == null) {
                ours.handleRecentResourceCreate(id, written);
            } else {
                ours.handleRecentResourceUpdate(id, written, before);
            }
        }
    }
}
