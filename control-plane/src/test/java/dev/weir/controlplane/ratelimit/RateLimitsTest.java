package dev.weir.controlplane.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.controlplane.ratelimit.RateLimits.Verdict;
import io.github.bucket4j.TimeMeter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final StoppedTime time = new StoppedTime();
    private final RateLimits limits = new RateLimits(new Config(6, 4, 2), time);

    @Test
    void asManyAsAMinuteHoldsAndThenOneForEachThatFlowsIn() {
        for (int left = 5; left >= 0; left--) {
            Verdict verdict = limits.credential("key");
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.limit()).isEqualTo(6);
            assertThat(verdict.remaining()).isEqualTo(left);
        }
        Verdict refused = limits.credential("key");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retrySeconds()).isEqualTo(10);
        assertThat(refused.resetSeconds()).isEqualTo(60);

        time.pass(10);
        assertThat(limits.credential("key").allowed()).isTrue();
        assertThat(limits.credential("key").allowed()).isFalse();
    }

    @Test
    void everybodyHasTheirOwn() {
        for (int i = 0; i < 6; i++) {
            limits.credential("key");
        }
        assertThat(limits.credential("key").allowed()).isFalse();
        assertThat(limits.credential("other").allowed()).isTrue();
        assertThat(limits.address("key").allowed()).isTrue();
    }

    @Test
    void oneNetworkOfSixtyFourBitsIsOneAddress() {
        for (int i = 0; i < 4; i++) {
            assertThat(limits.address("2001:db8:0:1:0:0:0:" + i).allowed()).isTrue();
        }
        assertThat(limits.address("2001:db8:0:1:0:0:0:9").allowed()).isFalse();
        assertThat(limits.address("2001:db8:0:2:0:0:0:9").allowed()).isTrue();
    }

    @Test
    void onlyPostingToADoorIsCountedThere() {
        assertThat(limits.isDoor("POST", "/door")).isTrue();
        assertThat(limits.isDoor("GET", "/door")).isFalse();
        assertThat(limits.isDoor("POST", "/house")).isFalse();
        limits.door("127.0.0.1", "/door");
        limits.door("127.0.0.1", "/door");
        assertThat(limits.door("127.0.0.1", "/door").allowed()).isFalse();
        assertThat(limits.door("127.0.0.2", "/door").allowed()).isTrue();
    }

    @Test
    void theTighterVerdictIsShown() {
        var much = new Verdict(true, 10, 9, 1, 0);
        var little = new Verdict(true, 3, 2, 1, 0);
        var nothing = new Verdict(false, 20, 0, 1, 1);
        assertThat(much.tighter(little)).isEqualTo(little);
        assertThat(little.tighter(much)).isEqualTo(little);
        assertThat(little.tighter(nothing)).isEqualTo(nothing);
    }

    private record Config(int credentialPerMinute, int addressPerMinute, int doorPerMinute) implements RateLimitConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public List<String> doors() {
            return List.of("/door");
        }

        @Override
        public int remembered() {
            return 100;
        }
    }

    private static final class StoppedTime implements TimeMeter {
        private long nanos = 1;

        void pass(long seconds) {
            nanos += TimeUnit.SECONDS.toNanos(seconds);
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
