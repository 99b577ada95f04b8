package dev.weir.tenants.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopbackNamesTest {
    private static final byte[] BROKER = {127, 64, 3, 7};
    private static final byte[] LOCALHOST = {127, 0, 0, 1};
    private static final byte[] ELSEWHERE = {10, 1, 2, 3};

    private final InetAddressResolver resolver = new LoopbackNames.Resolver(new Asked());

    @Test
    void theJvmFindsIt() {
        assertThat(ServiceLoader.load(InetAddressResolverProvider.class))
                .extracting(InetAddressResolverProvider::name)
                .contains("weir-loopback");
    }

    @Test
    void nobodyIsAskedForABrokersName() throws UnknownHostException {
        assertThatThrownBy(() -> resolver.lookupByAddress(BROKER)).isInstanceOf(UnknownHostException.class);
        assertThat(InetAddress.getByAddress(BROKER).getHostName()).isEqualTo("127.64.3.7");
    }

    @Test
    void allElseIsAskedAsEver() throws UnknownHostException {
        assertThat(resolver.lookupByAddress(LOCALHOST)).isEqualTo("asked");
        assertThat(resolver.lookupByAddress(ELSEWHERE)).isEqualTo("asked");
        assertThat(resolver.lookupByName("example.org", InetAddressResolver.LookupPolicy.of(1)))
                .isEmpty();
    }

    @Test
    void namesUnderLocalhostAreThisMachine() throws UnknownHostException {
        var policy = InetAddressResolver.LookupPolicy.of(InetAddressResolver.LookupPolicy.IPV4);
        assertThat(resolver.lookupByName("b0-lkc-abc123.Weir.localhost", policy))
                .extracting(InetAddress::getAddress)
                .containsExactly(LOCALHOST);
        assertThat(resolver.lookupByName("weir.localhost.example.org", policy)).isEmpty();
        assertThat(resolver.lookupByName("localhost", policy)).isEmpty();
    }

    private static final class Asked implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
            return Stream.empty();
        }

        @Override
        public String lookupByAddress(byte[] address) {
            return "asked";
        }
    }
}
