package dev.weir.agent.scaling;

import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.Supervisor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The brokers of one cluster, in order of their ids, and what each should be told.
 *
 * @param supervisors one for each broker
 * @param targets one for each broker
 */
public record Fleet(List<Supervisor> supervisors, List<Part> targets) {
    public Fleet {
        supervisors = List.copyOf(supervisors);
        targets = List.copyOf(targets);
        if (supervisors.size() != targets.size()) {
            throw new IllegalArgumentException("each broker needs its target");
        }
    }

    int size() {
        return supervisors.size();
    }

    /** Those that serve and aren't about to be replaced. */
    Set<Integer> running() {
        return nodes().filter(node -> supervisors.get(node).isSteady()).boxed().collect(Collectors.toSet());
    }

    /** Those whose process isn't the one that their target describes. */
    public List<Integer> outdated() {
        return nodes().filter(node -> !supervisors.get(node).serves(targets.get(node)))
                .boxed()
                .toList();
    }

    void replace(int node) {
        supervisors.get(node).change(targets.get(node));
    }

    private IntStream nodes() {
        return IntStream.range(0, targets.size());
    }
}
