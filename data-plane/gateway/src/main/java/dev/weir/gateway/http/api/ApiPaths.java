package dev.weir.gateway.http.api;

/**
 * Where Kafka REST lies: as in Confluent Cloud, and as in the standalone form. All resources have the same root; the
 * others are below it.
 */
public final class ApiPaths {
    /** All clusters of a key, which is one. */
    public static final String ROOT = "/{api: (kafka/)?v3}/clusters";

    public static final String CLUSTER = "/{cluster_id}";
    public static final String TOPICS = CLUSTER + "/topics";
    public static final String TOPIC = TOPICS + "/{topic_name}";
    public static final String PARTITION = TOPIC + "/partitions/{partition_id}";

    private ApiPaths() {}
}
