package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weir.tenants.access.AclGrant;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * One ALLOW entry, in Kafka's own names; see {@link AclGrant}.
 *
 * @param principal {@code Role:u-…} or {@code Role:sa-…}
 * @param resourceType such as {@code TOPIC}
 * @param patternType {@code LITERAL} or {@code PREFIXED}
 * @param resourceName the resource, its prefix, or {@code *}
 * @param operation such as {@code READ}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AclSpec(
        @Required @Size(min = 1, max = 100) String principal,
        @Required @Size(min = 1, max = 30) String resourceType,
        @Required @Size(min = 1, max = 30) String patternType,
        @Required @Size(min = 1, max = 249) String resourceName,
        @Required @Size(min = 1, max = 30) String operation) {

    public static AclSpec of(AclGrant grant) {
        return new AclSpec(
                grant.principal(), grant.resourceType(), grant.patternType(), grant.resourceName(), grant.operation());
    }

    public AclGrant grant() {
        return new AclGrant(principal, resourceType, patternType, resourceName, operation);
    }
}
