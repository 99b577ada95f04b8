package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {
    private static final int MEGA = 1_000_000;
    private static final ClusterId ANNAS = new ClusterId("lkc-anna");
    private static final ClusterId BERTS = new ClusterId("lkc-bert");

    private static final OrganizationId ANNAS_ORGANIZATION = new OrganizationId("00000000-0000-4000-8000-000000000001");
    private static final OrganizationId BERTS_ORGANIZATION = new OrganizationId("00000000-0000-4000-8000-000000000002");

    private final FrameBudget budget = new FrameBudget(new MemoryBounds(10 * MEGA, 12 * MEGA, 15 * MEGA, 4 * MEGA));
    private final List<Client> granted = new ArrayList<>();
    private final List<Client> asked = new ArrayList<>();

    private final class Client implements FrameBudget.Holder {
        final FrameBudget.Share share;

        Client(ClusterId cluster) {
            this(cluster, cluster.equals(BERTS) ? BERTS_ORGANIZATION : ANNAS_ORGANIZATION);
        }

        Client(ClusterId cluster, OrganizationId organization) {
            share = budget.share(cluster, organization, this);
        }

        @Override
        public void budgetGranted() {
            granted.add(this);
        }

        @Override
        public void makeRoom(long slowestBytesPerSecond, long graceNanos) {
            asked.add(this);
        }
    }

    @Test
    void whoDoesNotFitWaitsUntilSomebodyHasFinished() {
        var first = new Client(ANNAS);
        var second = new Client(ANNAS);
        assertThat(first.share.reserve(8 * MEGA)).isTrue();
        assertThat(second.share.reserve(3 * MEGA)).isFalse();
        assertThat(granted).isEmpty();

        first.share.giveBack(first.share.finish());

        assertThat(granted).containsExactly(second);
        assertThat(second.share.reserve(3 * MEGA)).isTrue();
    }

    @Test
    void smallFramesAreFree() {
        assertThat(new Client(ANNAS).share.reserve(10 * MEGA)).isTrue();
        assertThat(new Client(ANNAS).share.reserve(60_000)).isTrue();
    }

    @Test
    void otherClustersHaveBudgetsOfTheirOwnWithinTheTotal() {
        assertThat(new Client(ANNAS).share.reserve(9 * MEGA)).isTrue();
        assertThat(new Client(BERTS).share.reserve(5 * MEGA)).isTrue();
        assertThat(new Client(BERTS).share.reserve(2 * MEGA)).isFalse();
    }

    @Test
    void anOrganizationWithSeveralClustersLeavesRoomForOthers() {
        assertThat(new Client(ANNAS).share.reserve(8 * MEGA)).isTrue();
        var second = new Client(new ClusterId("lkc-anna2"), ANNAS_ORGANIZATION);
        assertThat(second.share.reserve(5 * MEGA)).isFalse();
        assertThat(second.share.stalled(5 * MEGA)).isFalse();
        assertThat(second.share.stalled(4 * MEGA)).isTrue();
        assertThat(new Client(BERTS).share.reserve(3 * MEGA)).isTrue();
    }

    @Test
    void whoLeavesGivesBackAndWaitsNoMore() {
        var holder = new Client(ANNAS);
        var leaver = new Client(ANNAS);
        var waiter = new Client(ANNAS);
        holder.share.reserve(9 * MEGA);
        leaver.share.reserve(9 * MEGA);
        waiter.share.reserve(9 * MEGA);

        leaver.share.close();
        holder.share.close();

        assertThat(granted).containsExactly(waiter);
    }

    @Test
    void holdersAreAskedToMakeRoomOnlyWhileOthersWait() {
        var holder = new Client(ANNAS);
        holder.share.reserve(9 * MEGA);
        budget.endIdlers();
        assertThat(asked).isEmpty();

        new Client(ANNAS).share.reserve(9 * MEGA);
        budget.endIdlers();
        assertThat(asked).containsExactly(holder);
    }

    @Test
    void aFrameLargerThanTheBudgetGoesAlone() {
        var large = new Client(ANNAS);
        assertThat(large.share.reserve(20 * MEGA)).isTrue();
        assertThat(new Client(BERTS).share.reserve(MEGA)).isFalse();
    }

    @Test
    void aCompleteFrameCountsUntilItsBrokerHasTakenIt() {
        var sender = new Client(ANNAS);
        var waiter = new Client(ANNAS);
        sender.share.reserve(8 * MEGA);
        int finished = sender.share.finish();
        assertThat(waiter.share.reserve(8 * MEGA)).isFalse();

        sender.share.close();
        assertThat(granted).isEmpty();
        sender.share.giveBack(finished);

        assertThat(granted).containsExactly(waiter);
    }

    @Test
    void whatIsNotTakenCountsUntilItMoves() {
        var slow = new Client(ANNAS);
        assertThat(slow.share.stalled(9 * MEGA)).isTrue();
        var waiter = new Client(ANNAS);
        assertThat(waiter.share.reserve(2 * MEGA)).isFalse();

        slow.share.moving();

        assertThat(granted).containsExactly(waiter);
    }

    @Test
    void whoDoesNotTakeMoreThanThereIsRoomForHasToGo() {
        assertThat(new Client(ANNAS).share.stalled(9 * MEGA)).isTrue();
        assertThat(new Client(ANNAS).share.stalled(2 * MEGA)).isFalse();
        assertThat(new Client(BERTS).share.stalled(2 * MEGA)).isTrue();
        assertThat(new Client(BERTS).share.stalled(5 * MEGA)).isFalse();
    }
}
