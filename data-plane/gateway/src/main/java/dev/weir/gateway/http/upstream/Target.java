package dev.weir.gateway.http.upstream;

import dev.weir.gateway.state.Cluster;
import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;
import java.util.stream.Collectors;

/**
 * Whom clients speak as, and where. A cluster that moves, or whose limits change, is another target.
 *
 * @param cluster whose brokers
 * @param principal as whom
 * @param servers the brokers' internal listeners, as {@code bootstrap.servers} wants them
 * @param messageBytes largest record batch
 * @param authority PEM of what the brokers' certificates are signed with; empty where they speak without TLS
 */
record Target(ClusterId cluster, PrincipalId principal, String servers, int messageBytes, String authority) {
    static Target of(Cluster cluster, PrincipalId principal) {
        String servers = cluster.nodes().stream()
                .map(node -> node.host() + ":" + node.internalPort())
                .sorted()
                .collect(Collectors.joining(","));
        return new Target(
                cluster.id(),
                principal,
                servers,
                cluster.limits().messageBytes(),
                cluster.certificateAuthority().orElse(""));
    }
}
