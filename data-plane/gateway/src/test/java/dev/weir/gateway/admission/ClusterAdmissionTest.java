package dev.weir.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.id.ClusterId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterAdmissionTest {
    private final ClusterAdmission admission = new ClusterAdmission(new ClusterId("lkc-anna"), TenantCluster.limits());

    private static ClusterLimits limits(int connections, long storage) {
        return new ClusterLimits(1000, 10_000_000, connections, 80, 15_000, 1500, 1000, storage, 50);
    }

    @Test
    void connectionsAreCountedWithThoseElsewhere() {
        admission.limits(limits(5, 1));
        admission.share(new Shares(1, 1, 1, 1, 3, 5, Shares.OverHttp.ALL));
        assertThat(admission.connect()).isEmpty();
        assertThat(admission.connect()).isEmpty();
        assertThat(admission.connect().orElseThrow().message())
                .isEqualTo("the cluster's limit connections is 5, in use are 5, asked for 1 more");

        admission.disconnected();

        assertThat(admission.connect()).isEmpty();
    }

    @Test
    void changedLimitsHoldAtOnce() {
        admission.limits(limits(5, 100));
        admission.stored(new Stored(100));
        assertThat(admission.full()).isPresent();

        admission.limits(limits(5, 101));

        assertThat(admission.full()).isEmpty();
    }

    @Test
    void manyReadersGetSmallerAnswers() {
        admission.limits(limits(100, 1));
        assertThat(admission.fetchBytes()).isEqualTo(10_000_000);
        for (int reader = 0; reader < 10; reader++) {
            admission.connect();
        }
        assertThat(admission.fetchBytes()).isEqualTo(1_000_000);
        admission.limits(limits(1000, 1));
        for (int reader = 0; reader < 190; reader++) {
            admission.connect();
        }
        assertThat(admission.fetchBytes()).isEqualTo(64 * 1024);
    }

    @Test
    void theNewestGoWhenGatewaysTogetherHaveLetInTooMany() {
        admission.limits(limits(5, 1));
        List<Integer> ended = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            int mine = number;
            admission.connect();
            admission.endable().add(() -> ended.add(mine));
        }
        admission.endExcess();
        assertThat(ended).isEmpty();

        admission.share(new Shares(1, 1, 1, 1, 3, 2, Shares.OverHttp.ALL));
        admission.endExcess();

        assertThat(ended).containsExactly(4, 3, 2);
    }

    @Test
    void requestsWaitForAllThatWasChargedBefore() {
        admission.limits(limits(5, 1));
        long now = System.nanoTime();
        assertThat(admission.request(3_000, now)).isZero();
        assertThat(admission.request(1_000, now)).isEqualTo(TimeUnit.SECONDS.toNanos(2));
        admission.withdrawRequest(1_000, now);
        assertThat(admission.request(1_000, now)).isEqualTo(TimeUnit.SECONDS.toNanos(2));

        admission.answer(60_000_000, now);

        assertThat(admission.request(1, now)).isEqualTo(TimeUnit.SECONDS.toNanos(5));
    }
}
