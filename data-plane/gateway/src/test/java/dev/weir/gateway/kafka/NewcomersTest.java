package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private static final int MOST = 6;
    private static final int MOST_OF_ADDRESS = 3;

    private long now = Long.MAX_VALUE - 1;
    private final Newcomers<String> newcomers = new Newcomers<>(MOST, MOST_OF_ADDRESS, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void whoeverHasWaitedLongestAtTheHeaviestAddressMakesWay() {
        assertThat(newcomers.arrive("a1", "a")).isNull();
        for (String one : new String[] {"b1", "b2", "b3", "c1", "c2"}) {
            assertThat(newcomers.arrive(one, one.substring(0, 1))).isNull();
        }

        assertThat(newcomers.arrive("d1", "d")).isEqualTo("b1");
        assertThat(newcomers.arrive("d2", "d")).isEqualTo("b2");
        // Now c and d have two each; c came first.
        assertThat(newcomers.arrive("e1", "e")).isEqualTo("c1");
    }

    @Test
    void anAddressAtItsLimitLosesThoseWhoHadTimeEnough() {
        newcomers.arrive("a1", "a");
        newcomers.arrive("a2", "a");
        newcomers.arrive("a3", "a");
        pass(Duration.ofMillis(900));
        assertThat(newcomers.arrive("a4", "a")).isEqualTo("a4");

        pass(Duration.ofMillis(200));
        assertThat(newcomers.arrive("a5", "a")).isEqualTo("a1");
        assertThat(newcomers.arrive("b1", "b")).isNull();
    }

    @Test
    void whoHasAuthenticatedOrGoneTakesNoPlace() {
        for (int time = 0; time < 10 * MOST; time++) {
            assertThat(newcomers.arrive("a" + time, "a")).isNull();
            assertThat(newcomers.leave("a" + time)).isTrue();
        }
        assertThat(newcomers.leave("a1")).isFalse();
    }

    @Test
    void behindAProxyTheClientsOwnAddressCounts() {
        for (int client = 0; client < MOST_OF_ADDRESS; client++) {
            assertThat(newcomers.arrive("p" + client, "proxied-" + client)).isNull();
            assertThat(newcomers.moved("p" + client, "a")).isNull();
        }
        newcomers.arrive("p9", "proxied-9");
        assertThat(newcomers.moved("p9", "a")).isEqualTo("p9");
        assertThat(newcomers.moved("gone", "a")).isNull();
    }

    @Test
    void whoHasANetworkOfIpv6HasAllItsAddresses() {
        assertThat(network("2001:db8::1"))
                .isEqualTo(network("2001:db8::ffff:1"))
                .isNotEqualTo(network("2001:db9::1"));
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    }

    private static String network(String address) {
        return LoginFailures.network(new InetSocketAddress(InetAddress.ofLiteral(address), 1));
    }
}
