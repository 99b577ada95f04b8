package dev.weir.controlplane.provisioning.kubernetes;

import dev.weir.controlplane.platform.BackgroundLoop;
import dev.weir.controlplane.provisioning.ObservedClusters;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.k8s.api.TenantClusterStatus;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.events.ClusterStatus.Phase;
import dev.weir.tenants.id.ClusterId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What one region's operator says of its clusters, as soon as it says it, and at the start all that is so by then. While
 * Postgres is away, news waits. A Kubernetes that is away is looked for until it is there.
 */
final class RegionReports {
    private static final Logger LOG = Logger.getLogger(RegionReports.class);
    private static final int LIST_TICK_MILLIS = 200;

    private final String region;
    private final KubernetesClient client;
    private final RegionGate gate;
    private final ObservedClusters observed;
    private final BlockingDeque<News> news = new LinkedBlockingDeque<>();
    private final SharedIndexInformer<TenantCluster> informer;
    private final BackgroundLoop loop;

    /** Whether the first list was compared with what Postgres knows. */
    private boolean compared;

    RegionReports(String region, KubernetesRegions regions, ObservedClusters observed) {
        this.region = region;
        this.client = regions.client(region);
        this.gate = regions.gate(region);
        this.observed = observed;
        this.informer = client.resources(TenantCluster.class)
                .inAnyNamespace()
                .withLabel(TenantObjects.MANAGED_BY, TenantObjects.CONTROL_PLANE)
                .runnableInformer(0);
        this.loop = new BackgroundLoop("kubernetes-reports-" + region, this::carry);
    }

    void start() {
        informer.addEventHandler(new Listener());
        informer.exceptionHandler((started, failure) -> {
            LOG.warnf("region=%s informer failed, goes on: %s", region, failure.toString());
            gate.shut();
            return true;
        });
        var _ = informer.start();
        loop.start();
    }

    void stop() {
        loop.stop();
    }

    /** One after the other; what couldn't be written stays first in line. */
    private void carry() throws InterruptedException {
        while (true) {
            if (!compared && isListed()) {
                missing().forEach(observed::recordAndTell);
                compared = true;
            }
            News next = compared ? news.take() : news.poll(LIST_TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (next == null) {
                continue;
            }
            try {
                take(next);
            } catch (RuntimeException e) {
                news.addFirst(next);
                throw e;
            }
        }
    }

    private boolean isListed() {
        return informer.hasSynced() && !informer.lastSyncResourceVersion().isEmpty();
    }

    /** Nobody was there to hear of their end. */
    private List<ClusterStatus> missing() {
        return observed.missing(
                region,
                informer.getStore().list().stream()
                        .map(cluster -> new ClusterId(cluster.getMetadata().getName()))
                        .collect(Collectors.toSet()));
    }

    private void take(News next) {
        observed.recordAndTell(next.status());
        if (next.status().phase() == Phase.DELETED
                && observed.isUnwanted(new ClusterId(next.status().cluster()))) {
            KubernetesClusterRuntime.forgetTenant(client, next.organization());
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

    /** Grows with each change of the object, whichever control plane hears of it. */
    private static long sequence(TenantCluster cluster) {
        return Long.parseLong(cluster.getMetadata().getResourceVersion());
    }

    private record News(String organization, ClusterStatus status) {}

    private final class Listener implements ResourceEventHandler<TenantCluster> {
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
            add(
                    cluster,
                    ClusterStatus.deleted(
                            cluster.getMetadata().getName(), cluster.getSpec().generation(), sequence(cluster)));
        }

        private void add(TenantCluster cluster, ClusterStatus status) {
            news.add(new News(cluster.getSpec().organization(), status));
        }
    }
}
