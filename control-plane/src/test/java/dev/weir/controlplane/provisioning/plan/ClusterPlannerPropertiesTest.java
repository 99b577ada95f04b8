package dev.weir.controlplane.provisioning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClusterPlannerPropertiesTest {
    private static final int MOST_ROUNDS = 3;

    private final ClusterPlanner planner = new ClusterPlanner();

    @Property
    void everyPlanEndsInExactlyOneDecisionToWaitOrToFinish(@ForAll("situations") Situation situation) {
        List<Step> steps = planner.plan(situation);

        assertThat(steps).isNotEmpty();
        assertThat(steps.getLast()).isInstanceOfAny(Step.Await.class, Step.Finish.class);
        assertThat(steps.subList(0, steps.size() - 1))
                .noneMatch(step -> step instanceof Step.Await || step instanceof Step.Finish);
    }

    @Property
    void nothingIsDoneOnceAHigherGenerationWasReported(@ForAll("situations") Situation situation) {
        Observed observed = situation.observed();
        if (observed != null && observed.generation() > situation.generation()) {
            assertThat(planner.plan(situation)).containsExactly(new Step.Await());
        }
    }

    @Property
    void nothingIsFinishedForgottenOrShownBeforeThisGenerationWasReported(@ForAll("situations") Situation situation) {
        Observed observed = situation.observed();
        if (observed == null || observed.generation() != situation.generation()) {
            assertThat(planner.plan(situation))
                    .allMatch(step -> step instanceof Step.Announce || step instanceof Step.Await);
        }
    }

    @Property
    void doneTwiceIsDoneOnce(@ForAll("situations") Situation situation) {
        Situation after = performed(situation, planner.plan(situation));

        assertThat(planner.plan(after)).noneMatch(Step.Show.class::isInstance);
    }

    @Property
    void onlyARunningClusterBecomesProvisioned(@ForAll("situations") Situation situation) {
        boolean becomes = planner.plan(situation).stream()
                .anyMatch(step -> step instanceof Step.Show(var shown)
                        && shown.phase() == ClientPhase.PROVISIONED
                        && situation.shown().phase() != ClientPhase.PROVISIONED);

        if (becomes) {
            assertThat(situation.desired()).isEqualTo(DesiredState.RUNNING);
            assertThat(situation.observed())
                    .isEqualTo(new Observed(
                            situation.generation(),
                            Phase.RUNNING,
                            situation.observed().reason(),
                            situation.observed().message()));
        }
    }

    /** However it began and whatever was lost on the way: a runtime that obeys what it is told brings it to its goal. */
    @Property
    void everySituationReachesItsGoal(@ForAll("situations") Situation start) {
        Situation situation = start;
        if (situation.observed() != null && situation.observed().generation() > situation.generation()) {
            situation = with(situation, situation.observed().generation(), situation.observed());
        }
        List<Step> steps = planner.plan(situation);
        for (int round = 0; !(steps.getLast() instanceof Step.Finish); round++) {
            assertThat(round).as("rounds from %s", start).isLessThan(MOST_ROUNDS);
            Situation after = performed(situation, steps);
            if (steps.contains(new Step.Announce())) {
                after = with(after, after.generation(), obeyed(after));
            }
            situation = new Situation(
                    after.generation(), after.desired(), after.announced(), after.observed(), true, after.shown());
            steps = planner.plan(situation);
        }
        if (situation.desired() == DesiredState.RUNNING) {
            assertThat(performed(situation, steps).shown()).isEqualTo(new Shown(ClientPhase.PROVISIONED, "", ""));
        }
        assertThat(steps.contains(new Step.Forget())).isEqualTo(situation.desired() == DesiredState.DELETED);
    }

    private static Observed obeyed(Situation situation) {
        Phase phase = switch (situation.desired()) {
            case RUNNING -> Phase.RUNNING;
            case SUSPENDED -> Phase.STOPPED;
            case DELETED -> Phase.DELETED;
        };
        return new Observed(situation.generation(), phase, "", "");
    }

    private static Situation performed(Situation situation, List<Step> steps) {
        long announced = situation.announced();
        Shown shown = situation.shown();
        for (Step step : steps) {
            switch (step) {
                case Step.Announce _ -> announced = situation.generation();
                case Step.Show(var now) -> shown = now;
                case Step.Forget _, Step.Await _, Step.Finish _ -> {}
            }
        }
        return new Situation(
                situation.generation(), situation.desired(), announced, situation.observed(), false, shown);
    }

    private static Situation with(Situation situation, long generation, Observed observed) {
        return new Situation(
                generation,
                situation.desired(),
                situation.announced(),
                observed,
                situation.overdue(),
                situation.shown());
    }

    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<Long> generations = Arbitraries.longs().between(1, 4);
        Arbitrary<String> words = Arbitraries.of("", "BrokerExited", "Suspended", "DiskFull");
        Arbitrary<Observed> observed = Combinators.combine(generations, Arbitraries.of(Phase.class), words)
                .as((generation, phase, reason) -> new Observed(generation, phase, reason, reason));
        Arbitrary<Shown> shown = Combinators.combine(Arbitraries.of(ClientPhase.class), words)
                .as((phase, reason) -> new Shown(phase, reason, reason));
        return Combinators.combine(
                        generations,
                        Arbitraries.of(DesiredState.class),
                        Arbitraries.longs().between(0, 4),
                        observed.injectNull(0.2),
                        Arbitraries.of(true, false),
                        shown)
                .as(Situation::new);
    }
}
