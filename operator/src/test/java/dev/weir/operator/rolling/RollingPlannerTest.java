package dev.weir.operator.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.operator.rolling.Replicas.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RollingPlannerTest {
    private static final Set<Integer> ALL = Set.of(0, 1, 2);

    @Test
    void nothingIsDoneWhereAllAreAsTheyShouldBe() {
        assertThat(RollingPlanner.next(pods(fresh(0), fresh(1), fresh(2)), Optional.empty()))
                .isEqualTo(new Turn.Done());
    }

    @Test
    void theOnlyBrokerIsReplacedWithoutAsking() {
        assertThat(RollingPlanner.next(pods(old(0)), Optional.empty())).isEqualTo(new Turn.Replace(0));
    }

    @Test
    void theQuorumsLeaderIsLast() {
        Replicas whole = replicas(0, new Partition(ALL, ALL, 2));
        assertThat(RollingPlanner.next(pods(old(0), old(1), old(2)), Optional.of(whole)))
                .isEqualTo(new Turn.Replace(1));
        assertThat(RollingPlanner.next(pods(old(0), fresh(1), fresh(2)), Optional.of(whole)))
                .isEqualTo(new Turn.Replace(0));
    }

    @Test
    void nobodyGoesWhileAnotherIsAway() {
        Replicas whole = replicas(0, new Partition(ALL, ALL, 2));
        var starting = new BrokerPod(1, true, false, false);
        assertThat(RollingPlanner.next(pods(old(0), starting, old(2)), Optional.of(whole)))
                .isInstanceOf(Turn.Wait.class);
    }

    @Test
    void nobodyGoesWhileReplicasLag() {
        Replicas lagging = replicas(0, new Partition(ALL, Set.of(0, 2), 2));
        assertThat(RollingPlanner.next(pods(old(0), fresh(1), old(2)), Optional.of(lagging)))
                .isInstanceOf(Turn.Wait.class);
    }

    @Test
    void whoIsBrokenAlreadyGoesFirst() {
        Replicas lagging = replicas(0, new Partition(ALL, Set.of(0, 1), 2));
        var broken = new BrokerPod(2, true, false, true);
        assertThat(RollingPlanner.next(pods(old(0), old(1), broken), Optional.of(lagging)))
                .isEqualTo(new Turn.Replace(2));
    }

    @Test
    void nobodyGoesOnTheWordOfNobody() {
        assertThat(RollingPlanner.next(pods(old(0), old(1), old(2)), Optional.empty()))
                .isInstanceOf(Turn.Wait.class);
    }

    /** Whatever is seen: after a turn, every partition that took records still does. */
    @Property
    void noPartitionLosesItsMinimumByATurn(@ForAll("crews") List<BrokerPod> pods, @ForAll("views") Replicas replicas) {
        if (RollingPlanner.next(pods, Optional.of(replicas)) instanceof Turn.Replace(var node)) {
            assertThat(pods.get(node).outdated()).isTrue();
            for (Partition partition : replicas.partitions()) {
                long left =
                        partition.inSync().stream().filter(each -> each != node).count();
                boolean touched = partition.inSync().contains(node);
                assertThat(!touched || left >= partition.minInSync()).isTrue();
            }
        }
    }

    @Provide
    Arbitrary<List<BrokerPod>> crews() {
        return Combinators.combine(pod(0), pod(1), pod(2))
                .as(List::of)
                // Where nothing serves there is nothing to lose.
                .filter(pods -> pods.stream().anyMatch(BrokerPod::ready));
    }

    private static Arbitrary<BrokerPod> pod(int node) {
        Arbitrary<Boolean> any = Arbitraries.of(true, false);
        return Combinators.combine(any, any, any)
                .as((present, ready, outdated) -> new BrokerPod(node, present, present && ready, present && outdated));
    }

    @Provide
    Arbitrary<Replicas> views() {
        Arbitrary<Partition> partition =
                Arbitraries.of(ALL).set().ofMinSize(1).map(inSync -> new Partition(ALL, inSync, 2));
        return Combinators.combine(Arbitraries.of(ALL), partition.list().ofMaxSize(4))
                .as((leader, partitions) -> new Replicas(leader, Set.of(), partitions));
    }

    private static BrokerPod fresh(int node) {
        return new BrokerPod(node, true, true, false);
    }

    private static BrokerPod old(int node) {
        return new BrokerPod(node, true, true, true);
    }

    private static List<BrokerPod> pods(BrokerPod... pods) {
        return new ArrayList<>(
                IntStream.range(0, pods.length).mapToObj(i -> pods[i]).toList());
    }

    private static Replicas replicas(int leader, Partition... partitions) {
        return new Replicas(leader, Set.of(), List.of(partitions));
    }
}
