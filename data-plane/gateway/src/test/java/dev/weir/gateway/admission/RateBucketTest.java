package dev.weir.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private long now = Long.MAX_VALUE - 3 * SECOND;

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 7_000, 90_000})
    void whoWaitsAsLongAsHeIsToldGetsTheRate(int each) {
        var bucket = new RateBucket(100_000, now);
        long start = now;
        long used = 0;
        while (now - start < 30 * SECOND) {
            used += each;
            now += bucket.charge(each, now);
        }
        double seconds = (now - start) / (double) SECOND;
        // One second's worth is there at the start.
        assertThat(used / (seconds + 1)).isCloseTo(100_000, within(4_000.0));
    }

    @Test
    void whatWasNotUsedIsThereForASecondOnly() {
        var bucket = new RateBucket(1_000, now);
        now += 60 * SECOND;
        assertThat(bucket.charge(1_000, now)).isZero();
        assertThat(bucket.charge(500, now)).isEqualTo(SECOND / 2);
    }

    @Test
    void aHigherRatePaysDebtsSooner() {
        var bucket = new RateBucket(1_000, now);
        bucket.charge(9_000, now);
        assertThat(bucket.owed(now)).isEqualTo(8 * SECOND);

        bucket.rate(8_000, now);

        assertThat(bucket.owed(now)).isEqualTo(SECOND);
        assertThat(bucket.owed(now + SECOND)).isZero();
    }

    @Test
    void longDebtsAreKeptAndImpossibleOnesDoNotOverflow() {
        var bucket = new RateBucket(1, now);
        assertThat(bucket.charge(100, now)).isEqualTo(99 * SECOND);
        assertThat(bucket.charge(Long.MAX_VALUE, now)).isEqualTo(RateBucket.LONGEST_DEBT_NANOS);
    }

    @Test
    void whoQueuesWaitsForThoseBeforeAndWhoLeavesDoesNotCostThoseAfter() {
        var bucket = new RateBucket(10, now);
        assertThat(bucket.queue(30, now)).isZero();
        assertThat(bucket.queue(40, now)).isEqualTo(2 * SECOND);
        assertThat(bucket.queue(10, now)).isEqualTo(6 * SECOND);

        bucket.charge(-40, now);

        assertThat(bucket.queue(10, now)).isEqualTo(3 * SECOND);
    }
}
