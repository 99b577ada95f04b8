package dev.weir.k8s.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A Kafka cluster of an organization, called by its id {@code lkc-…}, in the organization's namespace. */
@Group(Tenant.GROUP)
@Version(Tenant.VERSION)
@ShortNames("tc")
@Categories("weir")
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.kind")
@AdditionalPrinterColumn(name = "Brokers", jsonPath = ".spec.brokers", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.kafkaVersion", priority = 1)
@AdditionalPrinterColumn(name = "Name", jsonPath = ".spec.displayName", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
        value = "self.metadata.name.matches('^lkc-[a-z0-9]{1,32}$')",
        message = "metadata.name must be the cluster's id, such as lkc-abc123")
@ValidationRule(value = "has(self.spec)", message = "spec is needed")
public final class TenantCluster extends CustomResource<TenantClusterSpec, TenantClusterStatus> implements Namespaced {}
