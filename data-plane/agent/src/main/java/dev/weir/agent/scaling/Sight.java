package dev.weir.agent.scaling;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A cluster as it was looked at.
 *
 * @param brokers how many it shall have
 * @param running those that serve
 * @param outdated those whose process was told something else than it should be, in the order to replace them
 * @param voters the nodes of the quorum
 * @param replicas each partition's replicas
 * @param lagging partitions that have fewer replicas in sync than replicas
 * @param moving partitions whose replicas are being changed
 * @param inSync how many replicas must have a record; 0 when the cluster has no setting of that of its own
 */
record Sight(
        int brokers,
        Set<Integer> running,
        List<Integer> outdated,
        Set<Integer> voters,
        Map<TopicPartition, List<Integer>> replicas,
        int lagging,
        int moving,
        int inSync) {
    Sight {
        running = Set.copyOf(running);
        outdated = List.copyOf(outdated);
        voters = Set.copyOf(voters);
        replicas = Map.copyOf(replicas);
    }
}
