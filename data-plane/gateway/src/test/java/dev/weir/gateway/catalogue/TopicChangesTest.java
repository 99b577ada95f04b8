package dev.weir.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.ServiceAccountId;
import dev.weir.tenants.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicChangesTest {
    private static final ClusterId CLUSTER = new ClusterId("lkc-anna");
    private static final PrincipalId ANNA = new UserId("u-anna");
    private static final PrincipalId ROBOT = new ServiceAccountId("sa-robot");
    private static final long MILLI = 1_000_000;

    private final TopicChanges changes = new TopicChanges(Duration.ofMillis(100), Duration.ofSeconds(60));
    private long now = Long.MAX_VALUE - 1_000 * MILLI;

    private List<TopicChanges.Task> due() {
        List<TopicChanges.Task> tasks = changes.due(List.of(CLUSTER), now);
        tasks.forEach(task -> changes.done(task.cluster(), Duration.ZERO, now));
        return tasks;
    }

    @Test
    void whoeverChangesSomethingAllTheTimeGetsOneListingAtATimeAndRestBetween() {
        int listings = 0;
        for (int tick = 0; tick < 100; tick++) {
            changes.changed(CLUSTER, ANNA, now);
            now += 100 * MILLI;
            List<TopicChanges.Task> tasks = changes.due(List.of(CLUSTER), now);
            listings += tasks.size();
            if (!tasks.isEmpty()) {
                // It takes 200 ms, in which nothing else may begin.
                changes.changed(CLUSTER, ANNA, now);
                now += 200 * MILLI;
                assertThat(changes.due(List.of(CLUSTER), now)).isEmpty();
                changes.done(CLUSTER, Duration.ofMillis(200), now);
            }
        }
        // Each costs 200 ms and a second's rest: less than 10 in these 12 seconds, and yet the last change is seen.
        assertThat(listings).isBetween(8, 10);
        now += 1_000 * MILLI;
        assertThat(due()).hasSize(1);
    }

    @Test
    void aQuickListingRestsSoShortlyThatChangesAreSeenInTime() {
        changes.changed(CLUSTER, ANNA, now);
        now += 100 * MILLI;
        assertThat(changes.due(List.of(CLUSTER), now)).hasSize(1);
        now += 50 * MILLI;
        changes.done(CLUSTER, Duration.ofMillis(50), now);
        changes.changed(CLUSTER, ANNA, now);
        now += 240 * MILLI;
        assertThat(due()).isEmpty();
        now += 10 * MILLI;
        assertThat(due()).hasSize(1);
    }

    @Test
    void manyChangesNeedOneListingAndOneMoreForWhatShowsLater() {
        for (int change = 0; change < 9; change++) {
            changes.changed(CLUSTER, ANNA, now);
            now += 10 * MILLI;
            assertThat(due()).isEmpty();
        }
        now += 10 * MILLI;
        assertThat(due()).containsExactly(new TopicChanges.Task(CLUSTER, Optional.of(ANNA)));
        assertThat(due()).isEmpty();
        now += 800 * MILLI;
        assertThat(due()).containsExactly(new TopicChanges.Task(CLUSTER, Optional.of(ANNA)));
        now += 800 * MILLI;
        assertThat(due()).isEmpty();
    }

    @Test
    void whatTwoHaveChangedIsNobodysInParticular() {
        changes.changed(CLUSTER, ANNA, now);
        changes.changed(CLUSTER, ROBOT, now);
        now += 100 * MILLI;
        assertThat(due()).containsExactly(new TopicChanges.Task(CLUSTER, Optional.empty()));
    }

    @Test
    void clustersAreListedWithoutAReasonFromTimeToTime() {
        int listings = 0;
        for (int second = 0; second < 300; second++) {
            listings += due().size();
            now += 1_000 * MILLI;
        }
        assertThat(listings).isEqualTo(5);
    }

    @Test
    void clustersThatDoNotRunAreNotListed() {
        changes.changed(CLUSTER, ANNA, now);
        now += 100 * MILLI;
        assertThat(changes.due(List.of(), now)).isEmpty();
    }
}
