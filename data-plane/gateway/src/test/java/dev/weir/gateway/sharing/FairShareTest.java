package dev.weir.gateway.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.gateway.admission.Shares;
import dev.weir.gateway.testbed.TenantCluster;
import dev.weir.tenants.events.GatewayUsage;
import dev.weir.tenants.events.GatewayUsage.Rate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairShareTest {
    private static final double LIMIT = 1000;
    private static final long PATIENCE = 3;

    @Test
    void theOnlyGatewayMayGiveOutAll() {
        assertThat(FairShare.of(LIMIT, List.of())).isEqualTo(1);
    }

    @Test
    void whoWantsNoMoreKeepsWhatHeUsesAndTheRestIsDivided() {
        var content = new Rate(100, false);
        var hungry = new Rate(450, true);
        assertThat(FairShare.of(LIMIT, List.of(content))).isEqualTo(0.9, within(1e-9));
        assertThat(FairShare.of(LIMIT, List.of(content, hungry))).isEqualTo(0.45, within(1e-9));
        assertThat(FairShare.of(LIMIT, List.of(hungry, hungry))).isEqualTo(1 / 3.0, within(1e-9));
    }

    /** Gateways whose clients want that much each, told of each other once a round. */
    @ParameterizedTest
    @ValueSource(strings = {"5000 5000", "5000 100", "5000 5000 5000", "300 300 5000", "200 200 200", "700 700"})
    void theSumComesToTheLimitWithinFewRounds(String wishes) {
        double[] wanted = List.of(wishes.split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        double demand = List.of(wishes.split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .sum();
        List<Rate> rates = new ArrayList<>();
        for (double each : wanted) {
            rates.add(new Rate(Math.min(each, LIMIT), each > LIMIT));
        }
        for (int round = 0; round < 8; round++) {
            List<Rate> before = List.copyOf(rates);
            for (int gateway = 0; gateway < wanted.length; gateway++) {
                List<Rate> others = new ArrayList<>(before);
                others.remove(gateway);
                double allowed = LIMIT * FairShare.of(LIMIT, others);
                rates.set(gateway, new Rate(Math.min(wanted[gateway], allowed), wanted[gateway] > allowed));
            }
        }
        assertThat(rates.stream().mapToDouble(Rate::perSecond).sum())
                .isCloseTo(Math.min(demand, LIMIT), within(LIMIT / 10));
    }

    @Test
    void tooManyConnectionsAreDividedByWhatTheOthersHave() {
        assertThat(FairShare.level(100, List.of())).isEqualTo(100);
        assertThat(FairShare.level(100, List.of(100))).isEqualTo(50);
        assertThat(FairShare.level(100, List.of(10))).isEqualTo(90);
        assertThat(FairShare.level(100, List.of(100, 10))).isEqualTo(45);
        assertThat(FairShare.level(100, List.of(500, 500, 500))).isEqualTo(25);
    }

    /** Each hears of the others one round late, and ends what is too much then. */
    @ParameterizedTest
    @ValueSource(strings = {"100 100", "100 5", "100 100 100", "60 60 1"})
    void connectionsComeToTheLimitAndNotBelow(String open) {
        List<Integer> counts = new ArrayList<>(
                List.of(open.split(" ")).stream().map(Integer::valueOf).toList());
        List<Integer> told = List.copyOf(counts);
        for (int round = 0; round < 4; round++) {
            List<Integer> before = List.copyOf(counts);
            for (int gateway = 0; gateway < counts.size(); gateway++) {
                List<Integer> others = new ArrayList<>(told.subList(0, gateway));
                others.addAll(told.subList(gateway + 1, told.size()));
                int here = counts.get(gateway);
                int all = here + others.stream().mapToInt(Integer::intValue).sum();
                int excess = Math.min(all - 100, here - Math.min(100, FairShare.level(100, others)));
                counts.set(gateway, here - Math.max(0, excess));
            }
            told = before;
        }
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isBetween(98, 100);
    }

    private static GatewayUsage usage(String gateway, int connections) {
        var busy = new Rate(1e12, true);
        return new GatewayUsage(
                1,
                gateway,
                List.of(new GatewayUsage.OfCluster(
                        "lkc-anna", busy, busy, busy, busy, connections, GatewayUsage.OverHttp.NONE)));
    }

    @Test
    void gatewaysThatFellSilentAreForgottenUnlessWeHearNothing() {
        var peers = new Peers("self", PATIENCE, 0);
        peers.hear(usage("other", 7), 10);
        peers.forgetGone(20);
        assertThat(shares(peers).connectionsElsewhere()).isEqualTo(7);
        assertThat(shares(peers).ingress()).isEqualTo(0.5);

        peers.hear(usage("self", 1), 20);
        peers.forgetGone(20);

        assertThat(shares(peers)).isEqualTo(Shares.ALL);
    }

    @Test
    void whoStopsSaysSo() {
        var peers = new Peers("self", PATIENCE, 0);
        peers.hear(usage("other", 7), 10);
        peers.hear(new GatewayUsage(1, "other", List.of()), 11);
        assertThat(shares(peers)).isEqualTo(Shares.ALL);
    }

    private static Shares shares(Peers peers) {
        return peers.shares("lkc-anna", TenantCluster.limits());
    }
}
