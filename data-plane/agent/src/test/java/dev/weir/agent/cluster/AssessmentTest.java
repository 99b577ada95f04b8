package dev.weir.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.process.ProcessIdentity;
import dev.weir.agent.supervision.Exit;
import dev.weir.agent.supervision.PartState;
import dev.weir.agent.supervision.PartState.Held;
import dev.weir.agent.supervision.PartState.Running;
import dev.weir.agent.supervision.PartState.Starting;
import dev.weir.agent.supervision.PartState.Waiting;
import dev.weir.tenants.events.ClusterStatus.Phase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssessmentTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final ProcessIdentity PROCESS = new ProcessIdentity(1, 1, "boot:1");
    private static final PartState RUNNING = new Running(PROCESS, NOW, true, 0);
    private static final PartState STARTING = new Starting(PROCESS, NOW, 0);
    private static final PartState HELD = new Held(NOW);

    @Test
    void aClusterRunsWhenAllItsBrokersDo() {
        assertThat(Assessment.of(List.of(RUNNING, RUNNING), false)).isEqualTo(new Assessment(Phase.RUNNING, "", ""));
        assertThat(Assessment.of(List.of(RUNNING, STARTING), false).phase()).isEqualTo(Phase.STARTING);
    }

    @Test
    void oneOfThreeMayBeMissingOnceAllHaveServed() {
        List<PartState> two = List.of(RUNNING, waiting(1), RUNNING);
        assertThat(Assessment.of(two, false).phase()).isEqualTo(Phase.STARTING);
        assertThat(Assessment.of(two, true))
                .isEqualTo(
                        new Assessment(Phase.RUNNING, "Degraded", "a broker ended with code 1 and is started again"));
        assertThat(Assessment.of(List.of(RUNNING, STARTING, RUNNING), true))
                .isEqualTo(new Assessment(Phase.RUNNING, "", ""));
        assertThat(Assessment.of(List.of(RUNNING, waiting(1), STARTING), true).phase())
                .isEqualTo(Phase.STARTING);
    }

    @Test
    void itHasFailedWhenABrokerFiveTimesInARowHasnt() {
        assertThat(Assessment.of(List.of(waiting(4)), false))
                .isEqualTo(new Assessment(
                        Phase.STARTING, "BrokerExited", "a broker ended with code 1 and is started again"));
        assertThat(Assessment.of(List.of(waiting(5)), false).phase()).isEqualTo(Phase.FAILED);
        assertThat(Assessment.of(List.of(waiting(9), RUNNING, RUNNING), true).phase())
                .isEqualTo(Phase.RUNNING);
    }

    @Test
    void whoWasStoppedByHandIsStopped() {
        assertThat(Assessment.of(List.of(HELD), true).phase()).isEqualTo(Phase.STOPPED);
        assertThat(Assessment.of(List.of(HELD, RUNNING, RUNNING), true).phase()).isEqualTo(Phase.RUNNING);
    }

    private static PartState waiting(int failures) {
        return new Waiting(NOW, failures, new Exit(NOW, "ended with code 1"), NOW);
    }
}
