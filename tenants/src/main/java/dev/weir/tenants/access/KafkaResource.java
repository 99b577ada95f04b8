package dev.weir.tenants.access;

import java.util.Arrays;
import java.util.List;

/**
 * Topics, groups or transactional ids of one cluster.
 *
 * @param pattern a name, the beginning of names with a {@code *} behind it, or {@code *} for all of the kind
 */
public record KafkaResource(ResourceKind kind, String pattern) {
    private static final String ANY = "*";
    private static final int LONGEST = 255;

    public KafkaResource {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw new IllegalArgumentException("a name must have 1 to " + LONGEST + " characters");
        }
        int star = pattern.indexOf('*');
        if (star >= 0 && star < pattern.length() - 1) {
            throw new IllegalArgumentException("a * may only stand at the end");
        }
    }

    /** Everything that there is in a cluster. */
    public static List<KafkaResource> all() {
        return Arrays.stream(ResourceKind.values())
                .map(kind -> new KafkaResource(kind, ANY))
                .toList();
    }

    AclGrant grant(String principal, String operation) {
        // To Kafka the literal * means all names.
        return pattern.equals(ANY) || !pattern.endsWith(ANY)
                ? AclGrant.of(principal, kind.name(), pattern, operation)
                : AclGrant.prefixed(
                        principal, kind.name(), pattern.substring(0, pattern.length() - ANY.length()), operation);
    }
}
