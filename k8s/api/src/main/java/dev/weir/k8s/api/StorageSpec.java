package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * The volume of each broker.
 *
 * @param size such as {@code 10Gi}; never smaller than before
 * @param className the storage class, or null for the cluster's default; never changes
 * @param keep whether the volumes stay when the cluster is deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.className) == has(oldSelf.className)",
        message = "spec.storage.className can't be changed",
        fieldPath = ".className")
public record StorageSpec(
        @JsonPropertyDescription("Such as 10Gi; can grow only.")
        @Required
        @Pattern(TenantLimits.QUANTITY)
        @Size(max = 20)
        @ValidationRule(
                value = "quantity(self).compareTo(quantity(oldSelf)) >= 0",
                message = "spec.storage.size can't shrink")
        String size,

        @JsonPropertyDescription("The storage class; the default one where it is left out.")
        @Nullable
        @Size(min = 1, max = 253)
        @ValidationRule(value = "self == oldSelf", message = "spec.storage.className can't be changed")
        String className,

        @JsonPropertyDescription("Whether the volumes stay when the cluster is deleted.") @Default("false") @Nullable
        Boolean keep) {

    public boolean keeps() {
        return Boolean.TRUE.equals(keep);
    }
}
