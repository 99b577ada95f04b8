package dev.weir.agent.scaling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where replicas should lie: each partition has as many as it should, no broker has two more than another, and as few
 * move as that takes. The first replica leads; leadership is spread in the same way.
 */
final class Placement {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final int brokers;
    private final Map<TopicPartition, List<Integer>> replicas = new TreeMap<>(ORDER);

    private Placement(int brokers) {
        this.brokers = brokers;
    }

    /**
     * The partitions whose replicas have to change, with all replicas that they should have.
     *
     * @param present the replicas of each partition as they are
     * @param brokers broker ids are 0 to brokers-1
     * @param factor replicas of each partition; one that has more keeps them
     */
    static Map<TopicPartition, List<Integer>> changes(
            Map<TopicPartition, List<Integer>> present, int brokers, int factor) {
        var placement = new Placement(brokers);
        present.forEach((partition, nodes) -> placement.replicas.put(partition, new ArrayList<>(nodes)));
        placement.addMissing(Math.min(factor, brokers));
        placement.level();
        Map<TopicPartition, List<Integer>> changes = new HashMap<>();
        placement.replicas.forEach((partition, nodes) -> {
            if (!sameNodes(nodes, present.getOrDefault(partition, List.of()))) {
                changes.put(partition, nodes);
            }
        });
        placement.spreadLeaders(changes.keySet().stream().sorted(ORDER).toList());
        return changes;
    }

    private void addMissing(int factor) {
        for (List<Integer> nodes : replicas.values()) {
            while (nodes.size() < factor) {
                nodes.add(least(load(), nodes));
            }
        }
    }

    /** Moves replicas from the fullest broker to the emptiest until they differ by no more than one. */
    private void level() {
        while (true) {
            int[] load = load();
            int emptiest = least(load, List.of());
            int fullest = most(load);
            if (load[fullest] - load[emptiest] < 2) {
                return;
            }
            List<Integer> moving = replicas.values().stream()
                    .filter(nodes -> nodes.contains(fullest) && !nodes.contains(emptiest))
                    // Rather a follower than a leader.
                    .min(Comparator.comparing(nodes -> nodes.getFirst() == fullest))
                    .orElseThrow();
            moving.set(moving.indexOf(fullest), emptiest);
        }
    }

    private void spreadLeaders(List<TopicPartition> changed) {
        int[] leads = new int[brokers];
        replicas.forEach((partition, nodes) -> {
            if (!changed.contains(partition)) {
                leads[nodes.getFirst()]++;
            }
        });
        for (TopicPartition partition : changed) {
            List<Integer> nodes = replicas.getOrDefault(partition, List.of());
            int leader = nodes.stream()
                    .min(Comparator.comparingInt(node -> leads[node]))
                    .orElseThrow();
            Collections.swap(nodes, 0, nodes.indexOf(leader));
            leads[leader]++;
        }
    }

    private int[] load() {
        int[] load = new int[brokers];
        replicas.values().forEach(nodes -> nodes.forEach(node -> load[node]++));
        return load;
    }

    private static int least(int[] load, List<Integer> without) {
        int found = -1;
        for (int node = 0; node < load.length; node++) {
            if (!without.contains(node) && (found < 0 || load[node] < load[found])) {
                found = node;
            }
        }
        return found;
    }

    private static int most(int[] load) {
        int found = 0;
        for (int node = 1; node < load.length; node++) {
            if (load[node] > load[found]) {
                found = node;
            }
        }
        return found;
    }

    private static boolean sameNodes(List<Integer> one, List<Integer> other) {
        return one.size() == other.size() && one.containsAll(other);
    }
}
