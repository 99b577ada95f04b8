package dev.weir.controlplane.plan;

import dev.weir.controlplane.problem.Problem.QuotaExceeded;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.plan.OrganizationLimits;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * All limits that a plan sets, over an organization or over each cluster. What is counted in Postgres is checked in the
 * transaction that takes one more, while the organization's row is held; the rest by gateway and broker.
 */
public enum Quota {
    ENVIRONMENTS("iam.max_environments.per_org", "Environments per organization", "environments", 1),
    CLUSTERS("iam.max_kafka_clusters.per_org", "Kafka clusters per organization", "clusters", 1),
    SERVICE_ACCOUNTS("iam.max_service_accounts.per_org", "Service accounts per organization", "serviceAccounts", 1),
    CLOUD_API_KEYS("iam.max_cloud_api_keys.per_org", "Cloud API keys per organization", "cloudApiKeys", 1),
    USERS("iam.max_users.per_org", "Users per organization", "users", 1),
    ROLE_BINDINGS("iam.max_rbac_role_bindings_all_roles.per_org", "Role bindings per organization", "roleBindings", 1),
    CLUSTER_CREATIONS(
            "kafka.max_kafka_creation.per_day", "Kafka clusters created per day", "clusterCreationsPerDay", 1),
    CLUSTER_API_KEYS("kafka.max_kafka_creds.per_cluster", "API keys per cluster", "apiKeys", 1),
    CLIENT_QUOTAS("kafka.max_client_quotas.per_cluster", "Client quotas per cluster", "clientQuotas", 1),
    PARTITIONS("kafka.max_partitions.per_cluster", "Partitions per cluster", "partitions", 1),
    CONNECTIONS("kafka.max_connections.per_cluster", "Client connections per cluster", "connections", 1),
    CONNECTION_RATE(
            "kafka.max_connections_per_second.per_cluster",
            "New client connections per second and cluster",
            "connectionsPerSecond",
            1),
    REQUEST_RATE(
            "kafka.max_requests_per_second.per_cluster", "Requests per second and cluster", "requestsPerSecond", 1),
    INGRESS(
            "kafka.max_ingress_kilobytes_per_second.per_cluster",
            "Kilobytes per second into a cluster",
            "ingressBytesPerSecond",
            Unit.KILOBYTE),
    EGRESS(
            "kafka.max_egress_kilobytes_per_second.per_cluster",
            "Kilobytes per second out of a cluster",
            "egressBytesPerSecond",
            Unit.KILOBYTE),
    MESSAGE_SIZE("kafka.max_message_bytes.per_cluster", "Bytes of the largest record batch", "messageBytes", 1),
    STORAGE("kafka.max_storage_megabytes.per_cluster", "Megabytes on disk per cluster", "storageBytes", Unit.MEBIBYTE),
    RETENTION(
            "kafka.max_retention_hours.per_cluster",
            "Hours that a topic may keep records",
            "retentionMillis",
            Unit.HOUR_IN_MILLIS),
    HTTP_REQUEST_RATE(
            "kafka.max_http_requests_per_second.per_cluster",
            "Requests per second and cluster over HTTP",
            "httpRequestsPerSecond",
            1),
    HTTP_RECORD_RATE(
            "kafka.max_http_records_per_second.per_cluster",
            "Records produced per second and cluster over HTTP",
            "httpRecordsPerSecond",
            1),
    HTTP_STREAMS("kafka.max_http_streams.per_cluster", "Streams of events per cluster", "httpStreams", 1),
    HTTP_BODY("kafka.max_http_body_bytes.per_cluster", "Bytes of the largest body over HTTP", "httpBodyBytes", 1),
    HTTP_CONSUMERS("kafka.max_http_consumers.per_cluster", "Consumers over HTTP per cluster", "httpConsumers", 1);

    private final String id;
    private final String displayName;
    private final String field;
    private final long unit;

    Quota(String id, String displayName, String field, long unit) {
        this.id = id;
        this.displayName = displayName;
        this.field = field;
        this.unit = unit;
    }

    /** What the API calls it, in the style of Confluent Cloud's codes. */
    public String id() {
        return id;
    }

    public String displayName() {
        return displayName;
    }

    /** The limit's name in the JSON of a plan. */
    public String field() {
        return field;
    }

    /** What it limits, and where its value stands. */
    public Reading reading() {
        return switch (this) {
            case ENVIRONMENTS -> new Reading.OfOrganization(OrganizationLimits::environments);
            case CLUSTERS -> new Reading.OfOrganization(OrganizationLimits::clusters);
            case SERVICE_ACCOUNTS -> new Reading.OfOrganization(OrganizationLimits::serviceAccounts);
            case CLOUD_API_KEYS -> new Reading.OfOrganization(OrganizationLimits::cloudApiKeys);
            case USERS -> new Reading.OfOrganization(OrganizationLimits::users);
            case ROLE_BINDINGS -> new Reading.OfOrganization(OrganizationLimits::roleBindings);
            case CLUSTER_CREATIONS -> new Reading.OfOrganization(OrganizationLimits::clusterCreationsPerDay);
            case CLUSTER_API_KEYS -> new Reading.OfCluster(ClusterLimits::apiKeys);
            case CLIENT_QUOTAS -> new Reading.OfCluster(ClusterLimits::clientQuotas);
            case PARTITIONS -> new Reading.OfCluster(ClusterLimits::partitions);
            case CONNECTIONS -> new Reading.OfCluster(ClusterLimits::connections);
            case CONNECTION_RATE -> new Reading.OfCluster(ClusterLimits::connectionsPerSecond);
            case REQUEST_RATE -> new Reading.OfCluster(ClusterLimits::requestsPerSecond);
            case INGRESS -> new Reading.OfCluster(ClusterLimits::ingressBytesPerSecond);
            case EGRESS -> new Reading.OfCluster(ClusterLimits::egressBytesPerSecond);
            case MESSAGE_SIZE -> new Reading.OfCluster(ClusterLimits::messageBytes);
            case STORAGE -> new Reading.OfCluster(ClusterLimits::storageBytes);
            case RETENTION -> new Reading.OfCluster(ClusterLimits::retentionMillis);
            case HTTP_REQUEST_RATE -> new Reading.OfCluster(ClusterLimits::httpRequestsPerSecond);
            case HTTP_RECORD_RATE -> new Reading.OfCluster(ClusterLimits::httpRecordsPerSecond);
            case HTTP_STREAMS -> new Reading.OfCluster(ClusterLimits::httpStreams);
            case HTTP_BODY -> new Reading.OfCluster(ClusterLimits::httpBodyBytes);
            case HTTP_CONSUMERS -> new Reading.OfCluster(ClusterLimits::httpConsumers);
        };
    }

    /** A value as the API shows it: in this quota's unit, rounded up, and never more than clients' 32 bits hold. */
    public int shown(long value) {
        return (int) Math.min(Integer.MAX_VALUE, value / unit + (value % unit == 0 ? 0 : 1));
    }

    /** Ends the request unless one more fits. */
    public void requireOneMore(long limit, long usage) {
        if (usage >= limit) {
            throw new QuotaExceeded(id, limit, usage).toException();
        }
    }

    public static Stream<Quota> ofOrganizations() {
        return Stream.of(values()).filter(quota -> quota.reading() instanceof Reading.OfOrganization);
    }

    public static Stream<Quota> ofClusters() {
        return Stream.of(values()).filter(quota -> quota.reading() instanceof Reading.OfCluster);
    }

    public static Optional<Quota> byId(String id) {
        return Stream.of(values()).filter(quota -> quota.id.equals(id)).findFirst();
    }

    /** Which part of a plan holds the value. */
    public sealed interface Reading {
        /** Over the whole organization. */
        record OfOrganization(ToLongFunction<OrganizationLimits> value) implements Reading {}

        /** Over each cluster, by its kind. */
        record OfCluster(ToLongFunction<ClusterLimits> value) implements Reading {}
    }

    /** Sizes of the units in which large values are shown. */
    private static final class Unit {
        static final long KILOBYTE = 1000;
        static final long MEBIBYTE = 1024 * 1024;
        static final long HOUR_IN_MILLIS = 3_600_000;
    }
}
