package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {
    private static final int MANY = 12_000;
    private static final Percentage ABOUT = Percentage.withPercentage(7);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 12})
    void eachLoopGetsAsManyAsTheOthers(int loops) {
        assertThat(shares(loops, IntStream.range(0, MANY))).containsOnly(MANY / loops);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void soDoesEachOfThoseWhoComeInTurnWithOthers(int loops) {
        for (int period : List.of(2, 4)) {
            for (int first = 0; first < period; first++) {
                int start = first;
                List<Integer> shares = shares(loops, IntStream.range(0, MANY).map(i -> start + i * period));
                assertThat(shares)
                        .as("each %dth of those for %d loops", period, loops)
                        .allSatisfy(share -> assertThat(share).isCloseTo(MANY / loops, ABOUT));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void goesOnWhenTheCountOverflows(int loops) {
        IntStream.of(Integer.MAX_VALUE, Integer.MIN_VALUE, -1)
                .forEach(arrival -> assertThat(Turns.loop(arrival, loops)).isBetween(0, loops - 1));
    }

    private static List<Integer> shares(int loops, IntStream arrivals) {
        int[] shares = new int[loops];
        arrivals.forEach(arrival -> shares[Turns.loop(arrival, loops)]++);
        return Arrays.stream(shares).boxed().toList();
    }
}
