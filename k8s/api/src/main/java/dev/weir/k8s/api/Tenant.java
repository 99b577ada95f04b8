package dev.weir.k8s.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * An organization, called by its id. The operator gives it a namespace of its own, with a quota and with network
 * policies that let nobody in but the gateways.
 */
@Group(Tenant.GROUP)
@Version(Tenant.VERSION)
@Categories("weir")
@AdditionalPrinterColumn(name = "Name", jsonPath = ".spec.displayName")
@AdditionalPrinterColumn(name = "Namespace", jsonPath = ".status.namespace")
@AdditionalPrinterColumn(name = "Suspended", jsonPath = ".spec.suspended", type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value = "self.metadata.name.matches('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')",
        message = "metadata.name must be the organization's id, a lower-case UUID")
@ValidationRule(value = "has(self.spec)", message = "spec is needed")
public final class Tenant extends CustomResource<TenantSpec, TenantStatus> {
    public static final String GROUP = "weir.dev";
    public static final String VERSION = "v1alpha1";

    private static final String NAMESPACE_PREFIX = "weir-";

    /** The namespace of an organization's clusters. */
    public static String namespaceOf(String organization) {
        return NAMESPACE_PREFIX + organization;
    }
}
