package dev.weir.gateway.metrics;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.admission.ClusterAdmission;
import dev.weir.gateway.state.StateChange;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.id.ClusterId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.protocol.Errors;

/** The meters of all clusters. */
@Singleton
public class GatewayMetrics {
    private static final String OTHERS = "other";

    private final MeterRegistry registry;
    private final Admissions admissions;
    private final int most;
    private final Map<ClusterId, Own> own = new ConcurrentHashMap<>();
    private final ClusterMetrics others;

    private record Own(ClusterMetrics metrics, Gauge connections) {}

    @Inject
    GatewayMetrics(MeterRegistry registry, MetricsConfig config, Admissions admissions, TenantDirectory directory) {
        this.registry = registry;
        this.admissions = admissions;
        this.most = config.clusters();
        this.others = new ClusterMetrics(registry, OTHERS);
        directory.listen(this::changed);
        Gauge.builder("weir.gateway.connections.all", admissions, GatewayMetrics::connections)
                .description("Authenticated connections")
                .register(registry);
    }

    private static double connections(Admissions admissions) {
        return admissions.all().stream().mapToInt(ClusterAdmission::connections).sum();
    }

    public ClusterMetrics of(ClusterId cluster) {
        Own known = own.get(cluster);
        if (known == null && own.size() >= most) {
            return others;
        }
        return known != null
                ? known.metrics()
                : own.computeIfAbsent(cluster, this::make).metrics();
    }

    private Own make(ClusterId cluster) {
        return new Own(
                new ClusterMetrics(registry, cluster.value()),
                Gauge.builder("weir.gateway.connections", admissions, all -> connectionsOf(all, cluster))
                        .description("Authenticated connections of a cluster")
                        .tag("cluster", cluster.value())
                        .register(registry));
    }

    private static double connectionsOf(Admissions admissions, ClusterId cluster) {
        return admissions.of(cluster).map(ClusterAdmission::connections).orElse(0);
    }

    /** @param answer that the client got */
    public void authenticationFailed(Errors answer) {
        Counter.builder("weir.gateway.authentication.failures")
                .description("Clients that weren't let in")
                .tag("error", answer.name())
                .register(registry)
                .increment();
    }

    private void changed(StateChange change) {
        if (change instanceof StateChange.ClusterClosed(ClusterId cluster)) {
            Own gone = own.remove(cluster);
            if (gone != null) {
                gone.metrics().remove();
                registry.remove(gone.connections());
            }
        }
    }
}
