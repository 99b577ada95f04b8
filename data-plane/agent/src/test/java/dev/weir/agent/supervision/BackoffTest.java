package dev.weir.agent.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void theFirstEndCostsNothingAndEachFurtherOneTwiceAsMuchUpToTheMost() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));
        List<Long> seconds = IntStream.range(0, 7)
                .mapToObj(failures -> backoff.delay(failures).toSeconds())
                .toList();
        assertThat(seconds).containsExactly(0L, 0L, 1L, 2L, 4L, 5L, 5L);
    }

    @Test
    void manyFailuresDontOverflow() {
        assertThat(Backoff.DEFAULT.delay(Integer.MAX_VALUE)).isEqualTo(Backoff.DEFAULT.most());
    }
}
