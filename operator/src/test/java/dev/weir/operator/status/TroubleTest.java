package dev.weir.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private static final Instant SINCE = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void aPodWithoutAPlaceIsInTroubleWhenItHasWaited() {
        assertThat(Trouble.of(withoutPlace("False"), SINCE.plusSeconds(6))).hasValueSatisfying(trouble -> {
            assertThat(trouble.reason()).isEqualTo("Unschedulable");
            assertThat(trouble.message()).isEqualTo("no node has room");
            assertThat(trouble.hopeless()).isFalse();
        });
    }

    @Test
    void aPodThatIsNewIsNot() {
        assertThat(Trouble.of(withoutPlace("False"), SINCE.plusSeconds(4))).isEmpty();
    }

    @Test
    void aPodWithAPlaceIsNot() {
        assertThat(Trouble.of(withoutPlace("True"), SINCE.plusSeconds(6))).isEmpty();
    }

    private static Pod withoutPlace(String scheduled) {
        return new PodBuilder()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus(scheduled)
                .withLastTransitionTime(SINCE.toString())
                .withMessage("no node has room")
                .endCondition()
                .endStatus()
                .build();
    }
}
