package dev.weir.tenants.cluster;

/**
 * What one cluster may use, as its plan says and the gateway and the broker enforce.
 *
 * @param ingressBytesPerSecond bytes per second that clients may produce
 * @param egressBytesPerSecond bytes per second that clients may fetch
 * @param connections client connections at one time
 * @param connectionsPerSecond new client connections per second
 * @param requestsPerSecond requests per second over all connections
 * @param partitions partitions over all topics, internal ones not counted
 * @param messageBytes largest record batch in bytes
 * @param storageBytes bytes on disk over all partitions
 * @param apiKeys live API keys of the cluster
 */
public record ClusterLimits(
        long ingressBytesPerSecond,
        long egressBytesPerSecond,
        int connections,
        int connectionsPerSecond,
        int requestsPerSecond,
        int partitions,
        int messageBytes,
        long storageBytes,
        int apiKeys) {
    public ClusterLimits {
        if (ingressBytesPerSecond <= 0
                || egressBytesPerSecond <= 0
                || connections <= 0
                || connectionsPerSecond <= 0
                || requestsPerSecond <= 0
                || partitions <= 0
                || messageBytes <= 0
                || storageBytes <= 0
                || apiKeys <= 0) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
