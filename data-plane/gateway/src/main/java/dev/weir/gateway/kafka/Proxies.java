package dev.weir.gateway.kafka;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/** Whose word counts when they say for whom they speak. */
final class Proxies {
    private final List<IpSubnetFilterRule> trusted;

    /** @param trusted addresses, or networks such as 10.1.0.0/16 */
    Proxies(List<String> trusted) {
        this.trusted = trusted.stream().map(Proxies::rule).toList();
    }

    boolean trust(SocketAddress address) {
        return address instanceof InetSocketAddress inet && trusted.stream().anyMatch(rule -> rule.matches(inet));
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? network : network.substring(0, slash));
        int prefix =
                slash < 0 ? address.getAddress().length * Byte.SIZE : Integer.parseInt(network.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
