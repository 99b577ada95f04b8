package dev.weir.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginFailuresTest {
    private static final int ADDRESSES = 3;
    private final AtomicLong now = new AtomicLong();
    private final LoginFailures failures = new LoginFailures(
            Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofMinutes(1), ADDRESSES, now::get);

    private long failed(String address) {
        return failures.failed(new InetSocketAddress(InetAddress.ofLiteral(address), 1))
                .delay()
                .toMillis();
    }

    @Test
    void eachFailureCostsMoreUpToALimit() {
        assertThat(failed("192.0.2.1")).isEqualTo(200);
        assertThat(failed("192.0.2.1")).isEqualTo(400);
        assertThat(failed("192.0.2.1")).isEqualTo(800);
        assertThat(failed("192.0.2.1")).isEqualTo(1000);
        for (int time = 0; time < 100; time++) {
            assertThat(failed("192.0.2.1")).isEqualTo(1000);
        }
    }

    @Test
    void othersPayNothingForIt() {
        failed("192.0.2.1");
        failed("192.0.2.1");
        assertThat(failed("192.0.2.2")).isEqualTo(200);
    }

    @Test
    void aNetworkOfIpv6CountsAsOne() {
        failed("2001:db8::1");
        assertThat(failed("2001:db8::ffff")).isEqualTo(400);
        assertThat(failed("2001:db8:0:1::1")).isEqualTo(200);
    }

    @Test
    void oldFailuresAreForgotten() {
        failed("192.0.2.1");
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(failed("192.0.2.1")).isEqualTo(200);
    }

    @Test
    void onlySoManyAddressesAreRemembered() {
        for (int i = 1; i < 100; i++) {
            failed("192.0.2." + i);
        }
        assertThat(failures.remembered()).isEqualTo(ADDRESSES);
        assertThat(failed("192.0.2.99")).isEqualTo(400);
        assertThat(failed("192.0.2.1")).isEqualTo(200);
    }
}
