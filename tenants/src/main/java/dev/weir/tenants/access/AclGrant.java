package dev.weir.tenants.access;

/**
 * One ALLOW entry from any host, in Kafka's own names.
 *
 * @param principal {@code Role:u-…}, {@code User:sa-…} and so on
 * @param resourceType a name of Kafka's {@code ResourceType}, such as {@code TOPIC}
 * @param patternType {@code LITERAL} or {@code PREFIXED}
 * @param resourceName the resource, its prefix, or {@code *}; {@code kafka-cluster} for CLUSTER
 * @param operation a name of Kafka's {@code AclOperation}, such as {@code READ}
 */
public record AclGrant(
        String principal, String resourceType, String patternType, String resourceName, String operation) {

    public static AclGrant of(String principal, String resourceType, String resourceName, String operation) {
        return new AclGrant(principal, resourceType, "LITERAL", resourceName, operation);
    }

    public static AclGrant prefixed(String principal, String resourceType, String prefix, String operation) {
        return new AclGrant(principal, resourceType, "PREFIXED", prefix, operation);
    }
}
