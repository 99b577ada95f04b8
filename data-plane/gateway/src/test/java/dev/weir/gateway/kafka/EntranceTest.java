package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.tenants.events.ClusterStatus.NodeAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private static final NodeAddress ZERO = new NodeAddress(0, "127.64.0.1", 9092, 9094);
    private static final NodeAddress TWO = new NodeAddress(2, "127.64.0.3", 9092, 9094);

    @Test
    void bootstrapLeadsToAnyBroker() {
        Set<NodeAddress> chosen = new HashSet<>();
        for (int time = 0; time < 200; time++) {
            new Entrance.Bootstrap().choose(List.of(ZERO, TWO)).ifPresent(chosen::add);
        }
        assertThat(chosen).containsExactlyInAnyOrder(ZERO, TWO);
    }

    @Test
    void aBrokersPortLeadsToThatBrokerOnly() {
        assertThat(new Entrance.Broker(2).choose(List.of(ZERO, TWO))).contains(TWO);
        assertThat(new Entrance.Broker(1).choose(List.of(ZERO, TWO))).isEmpty();
    }

    @Test
    void withoutBrokersThereIsNoWay() {
        assertThat(new Entrance.Bootstrap().choose(List.of())).isEmpty();
    }
}
