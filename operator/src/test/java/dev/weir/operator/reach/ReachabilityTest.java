package dev.weir.operator.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.operator.login.Reach;
import dev.weir.tenants.events.ClusterSecret;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private static final Sight AWAY = new Sight(false, "away");
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Reach reach = new Reach("broker:9094", new ClusterSecret(1, "lkc-a", 1, List.of(), "secret"), "");
    private final Queue<String> news = new ConcurrentLinkedQueue<>();

    @Test
    void whatIsSeenIsToldOnceAndNotLookedAtAgain() {
        var looks = new AtomicInteger();
        var reachability = new Reachability<String>(
                each -> {
                    looks.incrementAndGet();
                    return Sight.REACHED;
                },
                PAUSE,
                PAUSE,
                news::add);
        assertThat(reachability.of("lkc-a", "pod-1", reach)).isEmpty();
        await().untilAsserted(() ->
                assertThat(reachability.of("lkc-a", "pod-1", reach)).contains(Sight.REACHED));
        await().untilAsserted(() -> assertThat(news).containsExactly("lkc-a"));
        assertThat(looks).hasValue(1);
    }

    @Test
    void whoIsAwayIsLookedAtAgainAndToldOnlyWhenBack() {
        var looks = new AtomicInteger();
        var reachability = new Reachability<String>(
                each -> looks.incrementAndGet() < 5 ? AWAY : Sight.REACHED, PAUSE, Duration.ofMillis(4), news::add);
        assertThat(reachability.of("lkc-a", "pod-1", reach)).isEmpty();
        await().untilAsserted(() ->
                assertThat(reachability.of("lkc-a", "pod-1", reach)).contains(Sight.REACHED));
        await().untilAsserted(() -> assertThat(news).containsExactly("lkc-a", "lkc-a"));
        assertThat(looks).hasValue(5);
    }

    @Test
    void otherBrokersAreLookedAtAnew() {
        var reachability = new Reachability<String>(each -> Sight.REACHED, PAUSE, PAUSE, news::add);
        assertThat(reachability.of("lkc-a", "pod-1", reach)).isEmpty();
        await().untilAsserted(() -> assertThat(news).hasSize(1));
        assertThat(reachability.of("lkc-a", "pod-2", reach)).isEmpty();
        await().untilAsserted(() -> assertThat(news).hasSize(2));
    }

    @Test
    void whoIsForgottenIsLookedAtNoMore() {
        var looks = new AtomicInteger();
        var reachability = new Reachability<String>(
                each -> {
                    looks.incrementAndGet();
                    return AWAY;
                },
                PAUSE,
                PAUSE,
                news::add);
        assertThat(reachability.of("lkc-a", "pod-1", reach)).isEmpty();
        await().untilAsserted(() -> assertThat(looks).hasValueGreaterThan(2));
        reachability.forget("lkc-a");
        var before = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(before.getAndSet(looks.get())).isEqualTo(looks.get()));
    }
}
