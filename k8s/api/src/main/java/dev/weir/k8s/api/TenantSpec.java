package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an organization may have on this Kubernetes.
 *
 * @param displayName what its people call it; 1 to 100 letters
 * @param suspended its brokers are stopped, its data is kept
 * @param limits of its namespace
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantSpec(
        @JsonPropertyDescription("What its people call it.") @Nullable @Size(min = 1, max = 100)
        String displayName,

        @JsonPropertyDescription("Its brokers are stopped, its data is kept.") @Default("false") @Nullable
        Boolean suspended,

        @JsonPropertyDescription("What everything in its namespace may use together.") @Required
        TenantLimits limits) {

    public boolean isSuspended() {
        return Boolean.TRUE.equals(suspended);
    }
}
