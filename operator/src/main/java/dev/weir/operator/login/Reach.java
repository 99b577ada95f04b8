package dev.weir.operator.login;

import dev.weir.tenants.events.ClusterSecret;
import java.io.IOException;

/**
 * How the operator itself speaks with a cluster's brokers.
 *
 * @param servers their internal listeners, as {@code bootstrap.servers} wants them
 * @param authority PEM of what their certificates are signed with
 */
public record Reach(String servers, ClusterSecret secret, String authority) {
    /** An administrator's connection. */
    public BrokerAdmin open() throws IOException {
        return BrokerAdmin.open(servers, secret, authority);
    }
}
