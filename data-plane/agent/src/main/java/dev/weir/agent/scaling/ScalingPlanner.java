package dev.weir.agent.scaling;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides the next move. New brokers first join the quorum and take their copies; only when every partition has all of
 * them, and more than one must have each record, brokers are replaced, one at a time.
 */
final class ScalingPlanner {
    private static final int REPLICAS = 3;
    private static final int IN_SYNC = 2;

    private ScalingPlanner() {}

    static Move next(Sight sight) {
        if (sight.running().size() < sight.brokers()) {
            return new Move.Await(sight.running().size() + " of " + sight.brokers() + " brokers serve");
        }
        if (sight.voters().size() < sight.brokers()) {
            return new Move.Await(sight.voters().size() + " of " + sight.brokers() + " brokers are in the quorum");
        }
        if (sight.moving() > 0) {
            return new Move.Await(sight.moving() + " partitions are being copied");
        }
        boolean replicated = sight.brokers() >= REPLICAS;
        Map<TopicPartition, List<Integer>> changes =
                Placement.changes(sight.replicas(), sight.brokers(), replicated ? REPLICAS : 1);
        if (!changes.isEmpty()) {
            return new Move.Reassign(changes);
        }
        if (sight.lagging() > 0) {
            return new Move.Await(sight.lagging() + " partitions have replicas that are behind");
        }
        if (replicated && sight.inSync() != IN_SYNC) {
            return new Move.RequireInSync(IN_SYNC);
        }
        return sight.outdated().isEmpty()
                ? new Move.Settle()
                : new Move.Replace(sight.outdated().getFirst());
    }
}
