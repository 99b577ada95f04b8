package dev.weir.tenants.events;

import java.util.List;
import java.util.Objects;

/**
 * What one gateway's clients use at this moment, so that several gateways share each cluster's limits.
 *
 * @param schema version of this shape
 * @param gateway which one; another one after each start
 * @param clusters those that it serves; none when it stops
 */
public record GatewayUsage(int schema, String gateway, List<OfCluster> clusters) {
    public static final int SCHEMA = 1;

    public GatewayUsage {
        clusters = List.copyOf(clusters);
    }

    /**
     * One cluster's use.
     *
     * @param cluster {@code lkc-…}
     * @param ingress bytes of requests
     * @param egress bytes of answers
     * @param requests requests
     * @param attempts attempts to connect
     * @param connections connections
     * @param http what clients over HTTP use; a gateway that doesn't tell yet uses nothing
     */
    public record OfCluster(
            String cluster, Rate ingress, Rate egress, Rate requests, Rate attempts, int connections, OverHttp http) {
        public OfCluster {
            http = Objects.requireNonNullElse(http, OverHttp.NONE);
        }
    }

    /**
     * @param requests requests
     * @param records records that are produced
     * @param streams streams of events
     */
    public record OverHttp(Rate requests, Rate records, int streams) {
        public static final OverHttp NONE = new OverHttp(new Rate(0, false), new Rate(0, false), 0);
    }

    /**
     * @param perSecond how much is used
     * @param limited whether clients want more than they get
     */
    public record Rate(double perSecond, boolean limited) {}
}
