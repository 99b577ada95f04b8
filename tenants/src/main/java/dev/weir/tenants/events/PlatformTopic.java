package dev.weir.tenants.events;

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
    ACCESS("weir.access");

    /** The key under which each writer leaves a {@link Heartbeat} in its topic, so that readers see staleness. */
    public static final String HEARTBEAT_KEY = "heartbeat";

    private final String topicName;

    PlatformTopic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }
}
