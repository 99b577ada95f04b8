package dev.weir.operator.rolling;

import java.util.List;
import java.util.Set;

/**
 * What the brokers say of their partitions and their quorum.
 *
 * @param leader the quorum's leader
 * @param lagging voters that don't have all of the metadata yet
 * @param partitions every partition, internal topics too
 */
public record Replicas(int leader, Set<Integer> lagging, List<Partition> partitions) {
    public Replicas {
        lagging = Set.copyOf(lagging);
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition.
     *
     * @param minInSync below how many it takes no acks=all records
     */
    public record Partition(Set<Integer> replicas, Set<Integer> inSync, int minInSync) {
        public Partition {
            replicas = Set.copyOf(replicas);
            inSync = Set.copyOf(inSync);
        }

        /** A partition that lives on this broker alone can't be spared whatever one waits for. */
        boolean spares(int broker) {
            if (!replicas.contains(broker) || replicas.size() == 1) {
                return true;
            }
            long left = inSync.stream().filter(each -> each != broker).count();
            return left >= minInSync;
        }

        boolean isWhole() {
            return inSync.containsAll(replicas);
        }
    }

    /** Whether all goes on when this broker is away. */
    boolean spare(int broker) {
        return partitions.stream().allMatch(partition -> partition.spares(broker));
    }

    /** Whether nobody has anything to catch up with. */
    boolean areWhole() {
        return lagging.isEmpty() && partitions.stream().allMatch(Partition::isWhole);
    }
}
