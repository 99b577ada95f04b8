package dev.weir.gateway.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyGateTest {
    /** PROXY protocol, version 2: TCP over IPv4 from 203.0.113.9:4660 to 192.0.2.1:9092. */
    static final byte[] HEADER = HexFormat.of()
            .parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + "cb007109" + "c0000201" + "1234" + "2384");

    static final String CLIENT = "203.0.113.9";

    static final int LONGER_THAN_ANY_BEGINNING = 200;
    private static final InetSocketAddress PROXY = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);

    private final Arrival arrival = new Arrival(new Entrance.Bootstrap(), PROXY);
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new HAProxyMessageDecoder(true), new ProxyGate(arrival));

    @Test
    void theClientsOwnAddressIsTaken() {
        channel.writeInbound(Unpooled.wrappedBuffer(HEADER, "more".getBytes(US_ASCII)));

        assertThat(arrival.origin()).isEqualTo(new InetSocketAddress(InetAddress.ofLiteral(CLIENT), 0x1234));
        ByteBuf rest = channel.readInbound();
        assertThat(rest.toString(US_ASCII)).isEqualTo("more");
        rest.release();
        channel.writeInbound(Unpooled.copiedBuffer("after", US_ASCII));
        ByteBuf after = channel.readInbound();
        assertThat(after.toString(US_ASCII)).isEqualTo("after");
        after.release();
    }

    @Test
    void whoDoesntBeginSoIsSentAway() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[LONGER_THAN_ANY_BEGINNING]));

        assertThat(channel.isOpen()).isFalse();
        assertThat(arrival.origin()).isEqualTo(PROXY);
    }

    @Test
    void onlyTrustedNetworksAreAsked() {
        var proxies = new Proxies(List.of("10.1.0.0/16", "192.0.2.7", "2001:db8::/32"));
        assertThat(proxies.trust(address("10.1.255.3"))).isTrue();
        assertThat(proxies.trust(address("10.2.0.1"))).isFalse();
        assertThat(proxies.trust(address("192.0.2.7"))).isTrue();
        assertThat(proxies.trust(address("192.0.2.8"))).isFalse();
        assertThat(proxies.trust(address("2001:db8::5"))).isTrue();
        assertThat(proxies.trust(address("2001:db9::5"))).isFalse();
        assertThat(new Proxies(List.of()).trust(address("127.0.0.1"))).isFalse();
    }

    private static InetSocketAddress address(String literal) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), 1);
    }
}
