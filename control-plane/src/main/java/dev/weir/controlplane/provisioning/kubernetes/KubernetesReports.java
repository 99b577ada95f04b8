package dev.weir.controlplane.provisioning.kubernetes;

import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.provisioning.ObservedClusters;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.id.ClusterId;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jboss.logging.Logger;

/**
 * Hears what operators say of their clusters, as soon as they say it, and at each start all that is so by then. While
 * Postgres is away, news waits. A Kubernetes that is away is looked for until it is there.
 */
@ApplicationScoped
class KubernetesReports {
    private static final Logger LOG = Logger.getLogger(KubernetesReports.class);

    private final KubernetesRegions regions;
    private final ObservedClusters observed;
    private final BlockingDeque<News> news = new LinkedBlockingDeque<>();
    private final BackgroundLoop loop = new BackgroundLoop("kubernetes-reports", this::carry);

    KubernetesReports(KubernetesRegions regions, ObservedClusters observed) {
        this.regions = regions;
        this.observed = observed;
    }

    void start(@Observes StartupEvent event) {
        if (regions.all().isEmpty()) {
            return;
        }
        regions.all().forEach(this::listen);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (!regions.all().isEmpty()) {
            loop.stop();
        }
    }

    private void listen(String region) {
        var informer = regions.client(region)
                .resources(TenantCluster.class)
                .inAnyNamespace()
                .withLabel(TenantObjects.MANAGED_BY, TenantObjects.CONTROL_PLANE)
                .runnableInformer(0);
        informer.addEventHandler(new Listener(region));
        informer.exceptionHandler((started, failure) -> {
            LOG.warnf("region=%s informer failed, goes on: %s", region, failure.toString());
            return true;
        });
        var _ = informer.start();
    }

    /** One after the other; what couldn't be written stays first in line. */
    private void carry() throws InterruptedException {
        while (true) {
            News next = news.take();
            try {
                observed.recordAndTell(next.status());
                if (next.status().phase() == Phase.DELETED
                        && observed.isUnwanted(new ClusterId(next.status().cluster()))) {
                    KubernetesClusterRuntime.forgetTenant(regions.client(next.region()), next.organization());
                }
            } catch (RuntimeException e) {
                news.addFirst(next);
                throw e;
            }
        }
    }

    /** Nothing while the operator hasn't seen what is desired now. */
    private static Optional<ClusterStatus> report(TenantCluster cluster) {
        TenantClusterStatus status = cluster.getStatus();
        if (status == null || status.phase() == null || status.generation() == null) {
            return Optional.empty();
        }
        return Optional.of(new ClusterStatus(
                ClusterStatus.SCHEMA,
                cluster.getMetadata().getName(),
                status.generation(),
                sequence(cluster),
                status.phase(),
                status.nodes() == null ? List.of() : status.nodes(),
                status.certificateAuthority(),
                Optional.ofNullable(status.reason()).orElse(""),
                Optional.ofNullable(status.message()).orElse(""),
                System.currentTimeMillis()));
    }

    private static ClusterStatus end(TenantCluster cluster) {
        return new ClusterStatus(
                ClusterStatus.SCHEMA,
                cluster.getMetadata().getName(),
                cluster.getSpec().generation(),
                sequence(cluster),
                Phase.DELETED,
                List.of(),
                null,
                "",
                "",
                System.currentTimeMillis());
    }

    /** Grows with each change of the object, whichever control plane hears of it. */
    private static long sequence(TenantCluster cluster) {
        return Long.parseLong(cluster.getMetadata().getResourceVersion());
    }

    private record News(String region, String organization, ClusterStatus status) {}

    private final class Listener implements ResourceEventHandler<TenantCluster> {
        private final String region;

        Listener(String region) {
            this.region = region;
        }

        @Override
        public void onAdd(TenantCluster cluster) {
            report(cluster).ifPresent(status -> add(cluster, status));
        }

        @Override
        public void onUpdate(TenantCluster before, TenantCluster cluster) {
            if (cluster.getStatus() != null && !cluster.getStatus().equals(before.getStatus())) {
                onAdd(cluster);
            }
        }

        @Override
        public void onDelete(TenantCluster cluster, boolean finalStateUnknown) {
            add(cluster, end(cluster));
        }

        private void add(TenantCluster cluster, ClusterStatus status) {
            news.add(new News(region, cluster.getSpec().organization(), status));
        }
    }
}
