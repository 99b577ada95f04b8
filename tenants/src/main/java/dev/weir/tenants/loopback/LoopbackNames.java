package dev.weir.tenants.loopback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Asks nobody for the names of loopback addresses. Kafka's SASL clients look up the name of every address that they
 * connect to; brokers have addresses such as 127.64.3.7, which no hosts file knows, and a DNS server that stays silent
 * costs five seconds for each connection. Names under {@code .localhost} are this machine (RFC 6761), whatever a resolver
 * makes of them, so that clusters have names on a machine without DNS of its own.
 */
public final class LoopbackNames extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Resolver(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "weir-loopback";
    }

    /** Passes on what isn't about such an address. */
    record Resolver(InetAddressResolver others) implements InetAddressResolver {
        private static final String UNDER_LOCALHOST = ".localhost";
        private static final byte LOOPBACK = 127;
        private static final int IPV4_LENGTH = 4;

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            String name = host.toLowerCase(Locale.ROOT);
            if (name.endsWith(UNDER_LOCALHOST)) {
                return Stream.of(InetAddress.getByAddress(host, new byte[] {LOOPBACK, 0, 0, 1}));
            }
            return others.lookupByName(host, policy);
        }

        /** An address without a name is shown as it is. 127.0.0.1 is in every hosts file. */
        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            if (address.length == IPV4_LENGTH && address[0] == LOOPBACK && (address[1] != 0 || address[2] != 0)) {
                throw new UnknownHostException("loopback addresses have no names");
            }
            return others.lookupByAddress(address);
        }
    }
}
