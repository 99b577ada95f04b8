package dev.weir.agent.cluster;

import dev.weir.agent.supervision.Part;
import dev.weir.agent.supervision.PartState;
import dev.weir.agent.supervision.Supervision;
import dev.weir.agent.supervision.Supervisor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The brokers of one cluster as supervised processes, in order of their ids. */
final class Crew {
    private final String cluster;
    private final Supervision supervision;
    private final Runnable whenChanged;
    private final List<Supervisor> supervisors = new ArrayList<>();

    Crew(String cluster, Supervision supervision, Runnable whenChanged) {
        this.cluster = cluster;
        this.supervision = supervision;
        this.whenChanged = whenChanged;
    }

    int size() {
        return supervisors.size();
    }

    List<Supervisor> all() {
        return List.copyOf(supervisors);
    }

    void add(Part part) {
        supervisors.add(supervision.add(part, (changed, before, now) -> whenChanged.run()));
    }

    /** Replaces nothing that runs: for a part that differs in what a process isn't told. */
    void refresh(List<Part> parts) {
        for (int node = 0; node < Math.min(parts.size(), size()); node++) {
            if (isAs(node, parts.get(node))) {
                change(node, parts.get(node));
            }
        }
    }

    void change(int node, Part part) {
        supervisors.get(node).change(part);
    }

    /** Whether all brokers are there, and told what these parts say. */
    boolean isAs(List<Part> parts) {
        for (int node = 0; node < parts.size(); node++) {
            if (node >= size() || !isAs(node, parts.get(node))) {
                return false;
            }
        }
        return true;
    }

    private boolean isAs(int node, Part part) {
        return supervisors.get(node).part().specDigest().equals(part.specDigest());
    }

    /** Those whose start has failed are started at once, as for the first time. */
    void retry() {
        supervisors.forEach(Supervisor::retry);
    }

    List<PartState> states() {
        return supervisors.stream().map(Supervisor::state).toList();
    }

    boolean allRun() {
        return states().stream().allMatch(PartState.Running.class::isInstance);
    }

    /** Also those that a former agent has left, who was killed before it could end them. */
    void end() throws IOException, InterruptedException {
        supervision.end(supervisors);
        supervisors.clear();
        supervision.endLeftovers(Brokers.partName(cluster));
    }

    /** Whether a former agent has left a process that is what the part says. */
    boolean isAlive(Part part) {
        try {
            return supervision.isAlive(part);
        } catch (IOException e) {
            return false;
        }
    }
}
