package dev.weir.gateway.admission;

/**
 * What one of several gateways may give out of a cluster's limits.
 *
 * @param ingress between 0 and 1, as the other rates
 * @param connectionsElsewhere connections that the other gateways have
 * @param connectionsHere how many this gateway keeps when there are more than the limit at all
 */
public record Shares(
        double ingress,
        double egress,
        double requests,
        double attempts,
        int connectionsElsewhere,
        int connectionsHere,
        OverHttp http) {
    /** Of the only gateway. */
    public static final Shares ALL = new Shares(1, 1, 1, 1, 0, Integer.MAX_VALUE, OverHttp.ALL);

    /**
     * Of what is for clients over HTTP alone.
     *
     * @param streamsElsewhere streams of events that the other gateways have
     */
    public record OverHttp(double requests, double records, int streamsElsewhere) {
        public static final OverHttp ALL = new OverHttp(1, 1, 0);
    }
}
