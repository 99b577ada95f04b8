package dev.weir.tenants.cluster;

/**
 * What one cluster may use, as its plan says and the gateway and the broker enforce. All from {@code clientQuotas} on came
 * later: a record written before doesn't name them, which reads as zero and means their default.
 *
 * @param ingressBytesPerSecond bytes per second that clients may produce
 * @param egressBytesPerSecond bytes per second that clients may fetch
 * @param connections client connections at one time, streams of events among them
 * @param connectionsPerSecond new client connections per second
 * @param requestsPerSecond requests per second over all connections, those over HTTP among them
 * @param partitions partitions over all topics, internal ones not counted
 * @param messageBytes largest record batch in bytes
 * @param storageBytes bytes on disk over all partitions
 * @param apiKeys live API keys of the cluster
 * @param clientQuotas client quotas of the cluster
 * @param retentionMillis longest retention by time that a topic may have; {@link #UNLIMITED} for any
 * @param httpRequestsPerSecond requests per second over HTTP
 * @param httpRecordsPerSecond records per second that clients may produce over HTTP
 * @param httpStreams streams of events at one time; as many as connections by default
 * @param httpBodyBytes largest body with a known length, over all records in it
 * @param httpConsumers consumers over HTTP at one time
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
        int apiKeys,
        int clientQuotas,
        long retentionMillis,
        int httpRequestsPerSecond,
        int httpRecordsPerSecond,
        int httpStreams,
        int httpBodyBytes,
        int httpConsumers) {
    /** A retention that limits nothing. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final int DEFAULT_CLIENT_QUOTAS = 100;
    private static final int DEFAULT_HTTP_REQUESTS = 15_000;
    private static final int DEFAULT_HTTP_RECORDS = 100_000;
    private static final int DEFAULT_HTTP_BODY = 16 << 20;
    private static final int DEFAULT_HTTP_CONSUMERS = 200;

    public ClusterLimits {
        clientQuotas = orDefault(clientQuotas, DEFAULT_CLIENT_QUOTAS);
        retentionMillis = retentionMillis == 0 ? UNLIMITED : retentionMillis;
        httpRequestsPerSecond = orDefault(httpRequestsPerSecond, DEFAULT_HTTP_REQUESTS);
        httpRecordsPerSecond = orDefault(httpRecordsPerSecond, DEFAULT_HTTP_RECORDS);
        httpStreams = orDefault(httpStreams, connections);
        httpBodyBytes = orDefault(httpBodyBytes, DEFAULT_HTTP_BODY);
        httpConsumers = orDefault(httpConsumers, DEFAULT_HTTP_CONSUMERS);
        if (ingressBytesPerSecond <= 0
                || egressBytesPerSecond <= 0
                || connections <= 0
                || connectionsPerSecond <= 0
                || requestsPerSecond <= 0
                || partitions <= 0
                || messageBytes <= 0
                || storageBytes <= 0
                || apiKeys <= 0
                || clientQuotas <= 0
                || retentionMillis <= 0
                || httpRequestsPerSecond <= 0
                || httpRecordsPerSecond <= 0
                || httpStreams <= 0
                || httpBodyBytes <= 0
                || httpConsumers <= 0) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }

    private static int orDefault(int limit, int otherwise) {
        return limit == 0 ? otherwise : limit;
    }

    /** With the defaults of what came later. */
    public ClusterLimits(
            long ingressBytesPerSecond,
            long egressBytesPerSecond,
            int connections,
            int connectionsPerSecond,
            int requestsPerSecond,
            int partitions,
            int messageBytes,
            long storageBytes,
            int apiKeys) {
        this(
                ingressBytesPerSecond,
                egressBytesPerSecond,
                connections,
                connectionsPerSecond,
                requestsPerSecond,
                partitions,
                messageBytes,
                storageBytes,
                apiKeys,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }
}
