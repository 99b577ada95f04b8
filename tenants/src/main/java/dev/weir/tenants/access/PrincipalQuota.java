package dev.weir.tenants.access;

import dev.weir.tenants.id.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes per second one principal may send to each broker of a cluster and fetch from it, as Kafka's client quotas
 * count.
 *
 * @param principal {@code u-…} or {@code sa-…}, or {@link #DEFAULT} for each principal that has none of its own
 * @param ingressBytesPerSecond positive; null for no limit of its own
 * @param egressBytesPerSecond positive; null for no limit of its own
 */
public record PrincipalQuota(
        String principal,
        @Nullable Long ingressBytesPerSecond,
        @Nullable Long egressBytesPerSecond) {
    /** Stands for every principal without a quota of its own. */
    public static final String DEFAULT = "<default>";

    public PrincipalQuota {
        if (!principal.equals(DEFAULT)) {
            PrincipalId.of(principal);
        }
        requirePositive(ingressBytesPerSecond);
        requirePositive(egressBytesPerSecond);
    }

    private static void requirePositive(@Nullable Long rate) {
        if (rate != null && rate <= 0) {
            throw new IllegalArgumentException("a rate must be positive");
        }
    }
}
