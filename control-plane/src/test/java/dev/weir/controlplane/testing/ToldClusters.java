package dev.weir.controlplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.PlatformTopic;
import dev.weir.tenants.id.ClusterId;
import java.time.Duration;
import java.util.List;

/** What agents and gateways have been told of clusters. */
public final class ToldClusters implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PlatformRecords records;
    private final PlatformJson json;

    public ToldClusters(PlatformKafka kafka, PlatformJson json) {
        this.records = new PlatformRecords(kafka, PlatformTopic.CLUSTERS);
        this.json = json;
    }

    /** How often they have been told of one. */
    public int times(ClusterId cluster) {
        return records.values(cluster.value()).size();
    }

    /** The last word on one, once there is any. */
    public ClusterDesired latest(ClusterId cluster) {
        List<String> values =
                await().atMost(PATIENCE).until(() -> records.values(cluster.value()), found -> !found.isEmpty());
        return json.read(values.getLast(), ClusterDesired.class);
    }

    public long awaitGeneration(ClusterId cluster, long generation) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(latest(cluster).generation()).isEqualTo(generation));
        return generation;
    }

    public void awaitState(ClusterId cluster, long generation, DesiredState state) {
        awaitGeneration(cluster, generation);
        assertThat(latest(cluster).state()).isEqualTo(state);
    }

    @Override
    public void close() {
        records.close();
    }
}
