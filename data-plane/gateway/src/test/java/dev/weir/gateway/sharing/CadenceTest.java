package dev.weir.gateway.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CadenceTest {
    private final Cadence cadence = new Cadence();

    @Test
    void amongOthersEachRoundIsTold() {
        for (int round = 0; round < 10; round++) {
            assertThat(cadence.speaks(true, false)).isTrue();
        }
    }

    @Test
    void aloneItIsEveryFourthFromTheFirst() {
        for (int round = 0; round < 12; round++) {
            assertThat(cadence.speaks(true, true)).as("round %d", round).isEqualTo(round % 4 == 0);
        }
    }

    @Test
    void whoIsNoLongerAloneSpeaksAtOnce() {
        assertThat(cadence.speaks(true, true)).isTrue();
        assertThat(cadence.speaks(true, true)).isFalse();
        assertThat(cadence.speaks(true, false)).isTrue();
    }

    @Test
    void afterASilenceTheFirstNewsIsToldAtOnce() {
        assertThat(cadence.speaks(true, true)).isTrue();
        for (int round = 0; round < 5; round++) {
            assertThat(cadence.speaks(false, true)).isFalse();
        }
        assertThat(cadence.speaks(true, true)).isTrue();
    }
}
