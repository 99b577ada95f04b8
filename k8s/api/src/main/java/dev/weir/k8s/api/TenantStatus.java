package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has made of an organization.
 *
 * @param observedGeneration of the spec that this answers
 * @param namespace where its clusters belong
 * @param conditions {@code Ready}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantStatus(
        @Nullable Long observedGeneration,
        @Nullable String namespace,
        @Nullable List<Condition> conditions) {}
