package dev.weir.gateway.admission;

/**
 * What a cluster has used at one gateway within some time.
 *
 * @param ingress bytes of requests
 * @param egress bytes of answers
 * @param requests requests
 * @param attempts attempts to connect
 * @param connections connections at its end
 * @param http what clients over HTTP have used
 */
public record Used(Rate ingress, Rate egress, Rate requests, Rate attempts, int connections, OverHttp http) {
    /**
     * @param units how many
     * @param limited whether somebody had to wait for more
     */
    public record Rate(long units, boolean limited) {}

    /**
     * @param requests requests
     * @param records records that were produced
     * @param streams streams of events at its end
     */
    public record OverHttp(Rate requests, Rate records, int streams) {}

    /** Whether there is anything to tell of. */
    public boolean idle() {
        return connections == 0 && ingress.units == 0 && egress.units == 0 && attempts.units == 0;
    }
}
