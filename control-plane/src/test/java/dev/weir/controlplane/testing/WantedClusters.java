package dev.weir.controlplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.ClusterProvisioning;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.id.ClusterId;
import java.sql.ResultSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Clusters as the management API writes and reads them, with the word to whoever provisions them. */
public record WantedClusters(PostgresServer postgres, SystemDatabase system, ClusterProvisioning provisioning) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public ClusterId make(SampleTenant tenant) {
        return request(postgres.inTransaction(tenant::insertCluster));
    }

    public ClusterId make(SampleTenant tenant, String region) {
        return request(postgres.inTransaction(connection -> {
            ClusterId made = tenant.insertCluster(connection);
            SampleTenant.update(connection, "update cluster set region = ? where id = ?", region, made.value());
            return made;
        }));
    }

    public void change(ClusterId cluster, DesiredState state) {
        changeUnheard(cluster, state);
        request(cluster);
    }

    /** As if the word had been lost. */
    public void changeUnheard(ClusterId cluster, DesiredState state) {
        postgres.inTransaction(connection -> {
            SampleTenant.desire(connection, cluster, state);
            return cluster;
        });
    }

    public ClusterId request(ClusterId cluster) {
        return system.inNewTransaction(connection -> {
            provisioning.requested(cluster);
            return cluster;
        });
    }

    public String phase(ClusterId cluster) {
        return String.valueOf(text(cluster, "phase"));
    }

    public void awaitPhase(ClusterId cluster, String phase) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(phase(cluster)).isEqualTo(phase));
    }

    /** Whether it is known to be gone. */
    public boolean isForgotten(ClusterId cluster) {
        return text(cluster, "deleted_at") != null;
    }

    private @Nullable String text(ClusterId cluster, String column) {
        return postgres.inTransaction(connection -> {
            try (var select = connection.prepareStatement("select " + column + " from cluster where id = ?")) {
                select.setString(1, cluster.value());
                try (ResultSet row = select.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    return row.getString(1);
                }
            }
        });
    }
}
