package dev.weir.tenants.events;

import java.util.Map;

/** The topics by which the parts of the platform speak to each other. All are compacted state, one partition each. */
public enum PlatformTopic {
    /** {@link ClusterDesired} by cluster id; written by the control plane. */
    CLUSTERS("weir.clusters"),
    /** {@link ClusterStatus} by cluster id; written by agents and operators. */
    CLUSTER_STATUS("weir.cluster-status"),
    /** {@link ClusterSecret} by cluster id; written by the control plane, read by gateways, agents and operators. */
    CLUSTER_SECRETS("weir.cluster-secrets"),
    /** {@link ApiKeyRecord} by key id; written by the control plane, read by gateways. */
    API_KEYS("weir.api-keys"),
    /** {@link ClusterAccess} by cluster id; written by the control plane, read by agents and operators. */
    ACCESS("weir.access"),
    /** {@link GatewayUsage} by gateway; written and read by gateways. */
    GATEWAY_USAGE("weir.gateway-usage"),
    /** {@link TopicListing} by cluster id; written by gateways, read by the control plane. */
    TOPIC_EVENTS("weir.topic-events"),
    /**
     * {@link RestConsumerRecord} by cluster, group and instance, and for moments {@link StreamAcknowledgement}; written and
     * read by gateways.
     */
    REST_CONSUMERS("weir.rest-consumers"),
    /** {@link IdentityProviderRecord} by provider id; written by the control plane, read by gateways. */
    IDENTITY_PROVIDERS("weir.identity-providers");

    /** The key under which each writer leaves a {@link Heartbeat} in its topic, so that readers see staleness. */
    public static final String HEARTBEAT_KEY = "heartbeat";

    /** With these, what was written stays and what was written over goes; in Kafka's names. */
    public static final Map<String, String> SETTINGS = Map.of(
            "cleanup.policy", "compact",
            "min.compaction.lag.ms", "1000",
            "max.compaction.lag.ms", "3600000",
            "segment.ms", "3600000",
            "min.cleanable.dirty.ratio", "0.5");

    private final String topicName;

    PlatformTopic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }
}
