package dev.weir.k8s.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the generator leaves to be done: a record's component is seen both as field and as accessor, so its rules come
 * twice; and columns come in the order of their paths instead of the one in which they are written.
 */
final class Tidying implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata generated, String crdVersion) {
        if (generated instanceof CustomResourceDefinition crd) {
            for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
                tidy(version.getSchema().getOpenAPIV3Schema());
                List<String> order = columns(crd.getSpec().getNames().getKind());
                version.getAdditionalPrinterColumns()
                        .sort(Comparator.comparingInt(column -> order.indexOf(column.getName())));
            }
        }
        return generated;
    }

    private static void tidy(JSONSchemaProps schema) {
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
        schema.getProperties().values().forEach(Tidying::tidy);
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            tidy(schema.getItems().getSchema());
        }
    }

    private static List<String> columns(String kind) {
        return Stream.of(Tenant.class, TenantCluster.class)
                .filter(type -> type.getSimpleName().equals(kind))
                .flatMap(type -> Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class)))
                .map(AdditionalPrinterColumn::name)
                .toList();
    }
}
