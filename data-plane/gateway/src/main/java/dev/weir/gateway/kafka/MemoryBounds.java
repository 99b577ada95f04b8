package dev.weir.gateway.kafka;

import io.quarkus.runtime.configuration.MemorySize;
import java.util.Optional;

/**
 * How many bytes may be held for clients.
 *
 * @param perCluster reserved for large frames, or not taken by the other side, for one cluster
 * @param perOrganization the same for all clusters of one organization
 * @param total the same for all
 * @param loose held without a reservation, for all
 */
record MemoryBounds(long perCluster, long perOrganization, long total, long loose) {
    /** What isn't set follows from the memory there is: half of it, and the rest is left to what nobody counts. */
    static MemoryBounds of(
            long directMemory,
            Optional<MemorySize> perCluster,
            Optional<MemorySize> perOrganization,
            Optional<MemorySize> wanted) {
        long total = wanted.map(MemorySize::asLongValue).orElse(directMemory / 2);
        return new MemoryBounds(
                perCluster.map(MemorySize::asLongValue).orElse(total / 3),
                perOrganization.map(MemorySize::asLongValue).orElse(total / 2),
                total,
                total / 2);
    }
}
