package dev.weir.agent.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Property(tries = 300)
    void everyPartitionHasItsReplicasBrokersDifferByOneAndAllStaysAsItIsThen(
            @ForAll @IntRange(min = 0, max = 40) int partitions,
            @ForAll @IntRange(min = 1, max = 5) int before,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll long seed) {
        int brokers = before + more;
        int factor = brokers >= 3 ? 3 : 1;
        Map<TopicPartition, List<Integer>> replicas = random(partitions, before, seed);
        Map<TopicPartition, List<Integer>> after = new HashMap<>(replicas);
        after.putAll(Placement.changes(replicas, brokers, factor));
        int[] load = new int[brokers];
        after.values().forEach(nodes -> {
            assertThat(nodes).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(Math.min(factor, brokers));
            nodes.forEach(node -> load[node]++);
        });
        List<Integer> loads = java.util.Arrays.stream(load).boxed().toList();
        assertThat(Collections.max(loads) - Collections.min(loads)).isLessThan(2);
        assertThat(Placement.changes(after, brokers, factor)).isEmpty();
    }

    @Test
    void threeBrokersGetACopyEachOfWhatOneHad() {
        Map<TopicPartition, List<Integer>> replicas = new HashMap<>();
        for (int partition = 0; partition < 6; partition++) {
            replicas.put(new TopicPartition("t", partition), List.of(0));
        }
        Map<TopicPartition, List<Integer>> changes = Placement.changes(replicas, 3, 3);
        assertThat(changes).hasSize(6);
        assertThat(changes.values()).allSatisfy(nodes -> assertThat(nodes).containsExactlyInAnyOrder(0, 1, 2));
        Map<Integer, Integer> leaders = new HashMap<>();
        changes.values().forEach(nodes -> leaders.merge(nodes.getFirst(), 1, Integer::sum));
        assertThat(leaders).isEqualTo(Map.of(0, 2, 1, 2, 2, 2));
    }

    @Test
    void noBrokerIsReplacedBeforeEveryPartitionHasItsCopies() {
        var partition = new TopicPartition("t", 0);
        Sight alone =
                new Sight(3, Set.of(0, 1, 2), List.of(0), Set.of(0, 1, 2), Map.of(partition, List.of(0)), 0, 0, 1);
        assertThat(ScalingPlanner.next(alone)).isInstanceOf(Move.Reassign.class);
        assertThat(ScalingPlanner.next(copied(1, 0, 1, Set.of(0, 1, 2)))).isInstanceOf(Move.Await.class);
        assertThat(ScalingPlanner.next(copied(0, 1, 1, Set.of(0, 1, 2)))).isInstanceOf(Move.Await.class);
        assertThat(ScalingPlanner.next(copied(0, 0, 1, Set.of(0, 1)))).isInstanceOf(Move.Await.class);
        assertThat(ScalingPlanner.next(copied(0, 0, 1, Set.of(0, 1, 2)))).isEqualTo(new Move.RequireInSync(2));
        assertThat(ScalingPlanner.next(copied(0, 0, 2, Set.of(0, 1, 2)))).isEqualTo(new Move.Replace(0));
    }

    private static Sight copied(int lagging, int moving, int inSync, Set<Integer> voters) {
        return new Sight(
                3,
                Set.of(0, 1, 2),
                List.of(0),
                voters,
                Map.of(new TopicPartition("t", 0), List.of(0, 1, 2)),
                lagging,
                moving,
                inSync);
    }

    private static Map<TopicPartition, List<Integer>> random(int partitions, int brokers, long seed) {
        var random = new Random(seed);
        Map<TopicPartition, List<Integer>> replicas = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Set<Integer> nodes = new HashSet<>();
            int count = 1 + random.nextInt(Math.min(3, brokers));
            while (nodes.size() < count) {
                nodes.add(random.nextInt(brokers));
            }
            replicas.put(new TopicPartition("t", partition), new ArrayList<>(nodes));
        }
        return replicas;
    }
}
