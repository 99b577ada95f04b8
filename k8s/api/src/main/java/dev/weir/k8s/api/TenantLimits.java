package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/**
 * Becomes the ResourceQuota of an organization's namespace.
 *
 * @param brokers pods at one time, 1 to 10000
 * @param cpu over all brokers, as a Kubernetes quantity such as {@code 8} or {@code 500m}
 * @param memory over all brokers, such as {@code 16Gi}
 * @param storage over all volumes, such as {@code 100Gi}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantLimits(
        @JsonPropertyDescription("Brokers at one time.") @Required @Min(1) @Max(10000)
        Integer brokers,

        @JsonPropertyDescription("Processor time over all brokers, such as 8 or 500m.")
        @Required
        @Pattern(TenantLimits.QUANTITY)
        String cpu,

        @JsonPropertyDescription("Memory over all brokers, such as 16Gi.") @Required @Pattern(TenantLimits.QUANTITY)
        String memory,

        @JsonPropertyDescription("Storage over all volumes, such as 100Gi.") @Required @Pattern(TenantLimits.QUANTITY)
        String storage) {
    /** A positive Kubernetes quantity, in the forms that people write. */
    static final String QUANTITY = "^[1-9][0-9]*(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$";
}
