package dev.weir.controlplane.plan;

import dev.weir.controlplane.problem.Problem.QuotaExceeded;

/** What a plan counts. Checked in the transaction that takes one more, while the organization's row is held. */
public enum Quota {
    ENVIRONMENTS("iam.max_environments.per_org"),
    CLUSTERS("iam.max_kafka_clusters.per_org"),
    SERVICE_ACCOUNTS("iam.max_service_accounts.per_org"),
    CLOUD_API_KEYS("iam.max_cloud_creds.per_org"),
    CLUSTER_API_KEYS("kafka.max_kafka_creds.per_cluster");

    private final String limitName;

    Quota(String limitName) {
        this.limitName = limitName;
    }

    /** Ends the request unless one more fits. */
    public void requireOneMore(long limit, long usage) {
        if (usage >= limit) {
            throw new QuotaExceeded(limitName, limit, usage).toException();
        }
    }
}
