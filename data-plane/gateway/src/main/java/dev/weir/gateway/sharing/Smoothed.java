package dev.weir.gateway.sharing;

import dev.weir.gateway.admission.Used;
import dev.weir.tenants.events.GatewayUsage;
import dev.weir.tenants.events.GatewayUsage.OverHttp;
import dev.weir.tenants.events.GatewayUsage.Rate;

/** One cluster's use over the last periods: large answers come in bursts. */
final class Smoothed {
    private static final double WEIGHT = 0.4;

    private Rate ingress = new Rate(0, false);
    private Rate egress = new Rate(0, false);
    private Rate requests = new Rate(0, false);
    private Rate attempts = new Rate(0, false);
    private OverHttp http = OverHttp.NONE;
    private int connections;

    void add(Used used, double seconds) {
        ingress = next(ingress, used.ingress(), seconds);
        egress = next(egress, used.egress(), seconds);
        requests = next(requests, used.requests(), seconds);
        attempts = next(attempts, used.attempts(), seconds);
        connections = used.connections();
        http = new OverHttp(
                next(http.requests(), used.http().requests(), seconds),
                next(http.records(), used.http().records(), seconds),
                used.http().streams());
    }

    private static Rate next(Rate before, Used.Rate now, double seconds) {
        double rate = now.units() / seconds;
        return new Rate(before.perSecond() + WEIGHT * (rate - before.perSecond()), now.limited());
    }

    /** Whether there is anything to tell of. */
    boolean idle() {
        return connections == 0 && requests.perSecond() < 0.01 && attempts.perSecond() < 0.01;
    }

    GatewayUsage.OfCluster of(String cluster) {
        return new GatewayUsage.OfCluster(cluster, ingress, egress, requests, attempts, connections, http);
    }
}
