package dev.weir.gateway.sharing;

import dev.weir.gateway.admission.Shares;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.events.GatewayUsage;
import dev.weir.tenants.events.GatewayUsage.OfCluster;
import dev.weir.tenants.events.GatewayUsage.Rate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the other gateways said last. */
final class Peers {
    private final String self;
    private final long patienceNanos;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private volatile long heardSelf;

    private record Heard(Map<String, OfCluster> usage, long at) {}

    Peers(String self, long patienceNanos, long now) {
        this.self = self;
        this.patienceNanos = patienceNanos;
        this.heardSelf = now - 2 * patienceNanos;
    }

    void hear(GatewayUsage usage, long now) {
        if (usage.gateway().equals(self)) {
            heardSelf = now;
        } else if (usage.clusters().isEmpty()) {
            heard.remove(usage.gateway());
        } else {
            Map<String, OfCluster> byCluster = new HashMap<>();
            usage.clusters().forEach(one -> byCluster.put(one.cluster(), one));
            heard.put(usage.gateway(), new Heard(byCluster, now));
        }
    }

    /** Who hasn't spoken for long is gone, unless it is us who hear nothing: then what was known has to do. */
    void forgetGone(long now) {
        if (now - heardSelf < patienceNanos) {
            heard.values().removeIf(peer -> now - peer.at() > patienceNanos);
        }
    }

    /** Whether nobody else uses anything, as far as is known. */
    boolean areNone() {
        return heard.isEmpty();
    }

    /** What is left to this gateway of a cluster's limits. */
    Shares shares(String cluster, ClusterLimits limits) {
        List<OfCluster> others = new ArrayList<>();
        for (Heard peer : heard.values()) {
            OfCluster usage = peer.usage().get(cluster);
            if (usage != null) {
                others.add(usage);
            }
        }
        return others.isEmpty()
                ? Shares.ALL
                : new Shares(
                        part((double) limits.ingressBytesPerSecond(), others, OfCluster::ingress),
                        part((double) limits.egressBytesPerSecond(), others, OfCluster::egress),
                        part(limits.requestsPerSecond(), others, OfCluster::requests),
                        part(limits.connectionsPerSecond(), others, OfCluster::attempts),
                        others.stream().mapToInt(OfCluster::connections).sum(),
                        FairShare.level(
                                limits.connections(),
                                others.stream().map(OfCluster::connections).toList()),
                        new Shares.OverHttp(
                                part(
                                        limits.httpRequestsPerSecond(),
                                        others,
                                        one -> one.http().requests()),
                                part(
                                        limits.httpRecordsPerSecond(),
                                        others,
                                        one -> one.http().records()),
                                others.stream()
                                        .mapToInt(one -> one.http().streams())
                                        .sum()));
    }

    private static double part(double limit, List<OfCluster> others, Function<OfCluster, Rate> which) {
        return FairShare.of(limit, others.stream().map(which).toList());
    }
}
