package dev.weir.agent.cluster;

import dev.weir.tenants.events.ClusterStatus;
import java.util.concurrent.CompletionStage;

/** Takes what became of clusters to whoever wants to know. */
public interface StatusReports {

    /**
     * Sends at once, or as soon as the platform Kafka is there; a later report of the same cluster may replace one that
     * waits. Never blocks.
     *
     * @return completes when this report or a later one of the cluster has been stored
     */
    CompletionStage<Void> send(ClusterStatus status);
}
