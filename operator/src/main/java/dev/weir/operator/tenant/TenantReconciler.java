package dev.weir.operator.tenant;

import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantStatus;
import dev.weir.operator.OperatorConfig;
import dev.weir.operator.apply.Applying;
import dev.weir.operator.apply.BareStore;
import dev.weir.operator.apply.Labels;
import dev.weir.operator.apply.LeanStore;
import dev.weir.operator.apply.Matches;
import dev.weir.operator.condition.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Gives an organization its namespace. Everything in it belongs to the tenant and goes with it. */
@ControllerConfiguration(
        name = "tenants",
        fieldManager = Applying.FIELD_MANAGER,
        informer = @Informer(itemStore = BareStore.class))
public class TenantReconciler implements Reconciler<Tenant> {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final OperatorConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Matches matches = new Matches();

    TenantReconciler(OperatorConfig config) {
        this.config = config;
    }

    @Override
    public List<EventSource<?, Tenant>> prepareEventSources(EventSourceContext<Tenant> context) {
        return List.of(
                owned(context, Namespace.class),
                owned(context, RoleBinding.class),
                owned(context, ResourceQuota.class),
                owned(context, LimitRange.class),
                owned(context, NetworkPolicy.class));
    }

    @Override
    public UpdateControl<Tenant> reconcile(Tenant tenant, Context<Tenant> context) {
        var applying = new Applying<>(tenant, context, matches);
        applying.apply(Namespace.class, TenantNamespace.namespace(tenant));
        RoleBinding rights = applying.apply(RoleBinding.class, TenantRights.operator(tenant, config.namespace()));
        applying.apply(RoleBinding.class, TenantRights.controlPlane(tenant, config.namespace()));
        try {
            furnish(tenant, applying);
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && isFresh(rights)) {
                return UpdateControl.<Tenant>noUpdate().rescheduleAfter(PAUSE);
            }
            throw e;
        }
        return told(tenant);
    }

    private void furnish(Tenant tenant, Applying<Tenant> applying) {
        applying.apply(ResourceQuota.class, TenantNamespace.quota(tenant));
        applying.apply(LimitRange.class, TenantNamespace.range(tenant));
        applying.apply(NetworkPolicy.class, TenantPolicies.nobody(tenant));
        applying.apply(NetworkPolicy.class, TenantPolicies.gateways(tenant, config.namespace()));
        applying.apply(NetworkPolicy.class, TenantPolicies.brokers(tenant));
    }

    /** An API server may not have heard yet of what was bound just now. */
    private boolean isFresh(RoleBinding rights) {
        Instant bound = Instant.parse(rights.getMetadata().getCreationTimestamp());
        return clock.instant().isBefore(bound.plus(FRESH));
    }

    private UpdateControl<Tenant> told(Tenant tenant) {
        TenantStatus before = tenant.getStatus();
        long generation = tenant.getMetadata().getGeneration();
        var now = new TenantStatus(
                generation,
                Tenant.namespaceOf(tenant.getMetadata().getName()),
                new Conditions(before == null ? null : before.conditions(), generation, clock)
                        .add("Ready", true, "NamespaceReady", "")
                        .all());
        if (now.equals(before)) {
            return UpdateControl.noUpdate();
        }
        Tenant answer = new Tenant();
        answer.setMetadata(
                new ObjectMetaBuilder().withName(tenant.getMetadata().getName()).build());
        answer.setStatus(now);
        return UpdateControl.patchStatus(answer);
    }

    private static <T extends HasMetadata> InformerEventSource<T, Tenant> owned(
            EventSourceContext<Tenant> context, Class<T> type) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, Tenant.class)
                        .withItemStore(new LeanStore<>())
                        .withLabelSelector(Labels.SELECTOR)
                        // Objects have a namespace and tenants none, which the SDK doesn't see by itself.
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Tenant.class, true))
                        .build(),
                context);
    }
}
