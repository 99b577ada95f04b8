package dev.weir.controlplane.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {
    @Test
    void aNetworkIsAnAddressOrHalfOfALongOne() {
        assertThat(network("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(network("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::");
        assertThat(network("2001:db8:1:2:ffff:ffff:ffff:ffff")).isEqualTo("2001:db8:1:2::");
        assertThat(network("::1")).isEqualTo("::1");
    }

    @Test
    void whatCallsItselfStrangelyIsKeptShortAndPrintable() {
        assertThat(new Origin("a", "x".repeat(1000)).userAgent()).hasSize(256);
        assertThat(new Origin("a", "x\u0007").userAgent()).isEmpty();
    }

    private static String network(String address) {
        return new Origin(address, "").network();
    }
}
