package dev.weir.controlplane.provisioning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterPlannerTest {
    private static final Shown PROVISIONING = new Shown(ClientPhase.PROVISIONING, "", "");
    private static final Shown PROVISIONED = new Shown(ClientPhase.PROVISIONED, "", "");

    private final ClusterPlanner planner = new ClusterPlanner();

    @Test
    void newClusterThatWasToldIsAwaited() {
        assertThat(plan(DesiredState.RUNNING, 1, null, false, PROVISIONING)).containsExactly(new Step.Await());
    }

    @Test
    void runtimeThatWasNotToldIsTold() {
        assertThat(plan(DesiredState.RUNNING, 0, null, false, PROVISIONING))
                .containsExactly(new Step.Announce(), new Step.Await());
    }

    @Test
    void runtimeThatKeepsSilentIsToldAgain() {
        assertThat(plan(DesiredState.RUNNING, 1, null, true, PROVISIONING))
                .containsExactly(new Step.Announce(), new Step.Await());
    }

    @Test
    void runningClusterIsProvisioned() {
        assertThat(plan(DesiredState.RUNNING, 1, reported(1, Phase.RUNNING), false, PROVISIONING))
                .containsExactly(new Step.Show(PROVISIONED), new Step.Finish());
    }

    @Test
    void clusterThatRunsAsShownNeedsNothing() {
        assertThat(plan(DesiredState.RUNNING, 1, reported(1, Phase.RUNNING), false, PROVISIONED))
                .containsExactly(new Step.Finish());
    }

    @Test
    void failureIsShownWithItsReasonAndAwaitsTheNextAttempt() {
        var failed = new Observed(1, Phase.FAILED, "DiskFull", "There is no room for the cluster's data.");

        assertThat(plan(DesiredState.RUNNING, 1, failed, false, PROVISIONING))
                .containsExactly(
                        new Step.Show(new Shown(ClientPhase.FAILED, "DiskFull", failed.message())), new Step.Await());
    }

    @Test
    void failedClusterThatStartsAgainIsProvisioningAgain() {
        var failed = new Shown(ClientPhase.FAILED, "DiskFull", "There is no room for the cluster's data.");

        assertThat(plan(DesiredState.RUNNING, 1, reported(1, Phase.STARTING), false, failed))
                .containsExactly(new Step.Show(PROVISIONING), new Step.Await());
    }

    @Test
    void restartOfABrokerLeavesTheClusterProvisioned() {
        var restarted = new Observed(1, Phase.STARTING, "BrokerExited", "A broker exited and is being started again.");

        assertThat(plan(DesiredState.RUNNING, 1, restarted, false, PROVISIONED))
                .containsExactly(
                        new Step.Show(new Shown(ClientPhase.PROVISIONED, "BrokerExited", restarted.message())),
                        new Step.Await());
    }

    @Test
    void clusterWhoseBrokersAreHeldSaysSo() {
        var held = new Observed(1, Phase.STOPPED, "Held", "Its brokers were stopped on purpose.");

        assertThat(plan(DesiredState.RUNNING, 1, held, false, PROVISIONED))
                .containsExactly(
                        new Step.Show(new Shown(ClientPhase.PROVISIONED, "Held", held.message())), new Step.Await());
    }

    @Test
    void reportOfAnEarlierGenerationProvisionsNothing() {
        var situation = new Situation(2, DesiredState.RUNNING, 2, reported(1, Phase.RUNNING), false, PROVISIONING);

        assertThat(planner.plan(situation)).containsExactly(new Step.Await());
    }

    @Test
    void stoppedClusterIsShownSuspendedAndKeepsItsPhase() {
        assertThat(plan(DesiredState.SUSPENDED, 1, reported(1, Phase.STOPPED), false, PROVISIONED))
                .startsWith(new Step.Show(
                        new Shown(ClientPhase.PROVISIONED, "Suspended", "The cluster is suspended; its data is kept.")))
                .endsWith(new Step.Finish());
    }

    @Test
    void clusterIsForgottenOnlyWhenItsDataIsGone() {
        assertThat(plan(DesiredState.DELETED, 1, reported(1, Phase.STOPPED), false, PROVISIONED))
                .containsExactly(new Step.Await());
        assertThat(plan(DesiredState.DELETED, 1, reported(1, Phase.DELETED), false, PROVISIONED))
                .containsExactly(new Step.Forget(), new Step.Finish());
    }

    private List<Step> plan(
            DesiredState desired, long announced, @Nullable Observed observed, boolean overdue, Shown shown) {
        return planner.plan(new Situation(1, desired, announced, observed, overdue, shown));
    }

    private static Observed reported(long generation, Phase phase) {
        return new Observed(generation, phase, "", "");
    }
}
