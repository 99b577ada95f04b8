package dev.weir.controlplane.provisioning.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns a situation into steps, the last of which is {@link Step.Await} or {@link Step.Finish}. A report that answers a
 * later generation than is desired here shows that this view is old: then it does nothing.
 */
public final class ClusterPlanner {
    public List<Step> plan(Situation situation) {
        Observed observed = situation.observed();
        if (observed != null && observed.generation() > situation.generation()) {
            return List.of(new Step.Await());
        }
        if (observed == null || observed.generation() < situation.generation()) {
            boolean tell = situation.announced() < situation.generation() || situation.overdue();
            return tell ? List.of(new Step.Announce(), new Step.Await()) : List.of(new Step.Await());
        }
        return switch (situation.desired()) {
            case RUNNING -> towardsRunning(situation, observed);
            case SUSPENDED -> towardsSuspended(situation, observed);
            case DELETED -> towardsDeleted(situation, observed);
        };
    }

    private static List<Step> towardsRunning(Situation situation, Observed observed) {
        return switch (observed.phase()) {
            case RUNNING ->
                // A reason says that it isn't all that it should be yet, or not any more.
                show(
                        situation,
                        Shown.running(observed.reason(), observed.message()),
                        observed.reason().isEmpty() ? new Step.Finish() : new Step.Await());
            case STARTING, STOPPED ->
                // Clients that saw it ready once aren't told otherwise while a broker is started again, or held.
                show(
                        situation,
                        situation.shown().phase() == ClientPhase.FAILED
                                ? new Shown(ClientPhase.PROVISIONING, observed.reason(), observed.message())
                                : situation.shown().because(observed.reason(), observed.message()),
                        new Step.Await());
            case FAILED ->
                show(situation, new Shown(ClientPhase.FAILED, observed.reason(), observed.message()), new Step.Await());
            case DELETED -> await(situation);
        };
    }

    private static List<Step> towardsSuspended(Situation situation, Observed observed) {
        return switch (observed.phase()) {
            case STOPPED ->
                show(
                        situation,
                        situation.shown().because(Shown.SUSPENDED, "The cluster is suspended; its data is kept."),
                        new Step.Finish());
            case RUNNING, STARTING, FAILED, DELETED -> await(situation);
        };
    }

    private static List<Step> towardsDeleted(Situation situation, Observed observed) {
        return switch (observed.phase()) {
            case DELETED -> List.of(new Step.Forget(), new Step.Finish());
            case RUNNING, STARTING, STOPPED, FAILED -> await(situation);
        };
    }

    private static List<Step> await(Situation situation) {
        return situation.overdue() ? List.of(new Step.Announce(), new Step.Await()) : List.of(new Step.Await());
    }

    private static List<Step> show(Situation situation, Shown shown, Step last) {
        var steps = new ArrayList<Step>();
        if (!shown.equals(situation.shown())) {
            steps.add(new Step.Show(shown));
        }
        if (last instanceof Step.Await && situation.overdue()) {
            steps.add(new Step.Announce());
        }
        steps.add(last);
        return List.copyOf(steps);
    }
}
