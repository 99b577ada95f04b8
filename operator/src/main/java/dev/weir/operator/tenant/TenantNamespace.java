package dev.weir.operator.tenant;

import dev.weir.k8s.api.Tenant;
import dev.weir.operator.apply.Labels;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.Map;

/** The namespace itself, and what everything in it may use together. */
final class TenantNamespace {
    static final String NAME = "tenant";

    private static final String RESTRICTED = "restricted";

    private TenantNamespace() {}

    static Namespace namespace(Tenant tenant) {
        String organization = tenant.getMetadata().getName();
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(Tenant.namespaceOf(organization))
                .addToLabels(Labels.ofTenant(organization))
                .addToLabels("pod-security.kubernetes.io/enforce", RESTRICTED)
                .addToLabels("pod-security.kubernetes.io/warn", RESTRICTED)
                .endMetadata()
                .build();
    }

    static ResourceQuota quota(Tenant tenant) {
        var limits = tenant.getSpec().limits();
        return new ResourceQuotaBuilder()
                .withMetadata(metadata(tenant, NAME))
                .withNewSpec()
                .addToHard("pods", new Quantity(Integer.toString(limits.brokers())))
                .addToHard("persistentvolumeclaims", new Quantity(Integer.toString(limits.brokers())))
                .addToHard("requests.cpu", new Quantity(limits.cpu()))
                .addToHard("limits.memory", new Quantity(limits.memory()))
                .addToHard("requests.storage", new Quantity(limits.storage()))
                .addToHard("services.loadbalancers", new Quantity("0"))
                .addToHard("services.nodeports", new Quantity("0"))
                .endSpec()
                .build();
    }

    /** What counts against the quota must be named by each pod; this names it for pods that don't. */
    static LimitRange range(Tenant tenant) {
        return new LimitRangeBuilder()
                .withMetadata(metadata(tenant, NAME))
                .withNewSpec()
                .addNewLimit()
                .withType("Container")
                .withDefault(Map.of("memory", new Quantity("256Mi")))
                .withDefaultRequest(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("128Mi")))
                .endLimit()
                .endSpec()
                .build();
    }

    static ObjectMeta metadata(Tenant tenant, String name) {
        String organization = tenant.getMetadata().getName();
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(Tenant.namespaceOf(organization))
                .withLabels(Labels.ofTenant(organization))
                .build();
    }
}
