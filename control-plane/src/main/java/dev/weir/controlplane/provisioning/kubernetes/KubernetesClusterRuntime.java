package dev.weir.controlplane.provisioning.kubernetes;

import dev.weir.controlplane.platform.PlatformJson;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.provisioning.ClusterRuntime;
import dev.weir.controlplane.provisioning.ObservedClusters;
import dev.weir.controlplane.provisioning.secrets.ClusterSecrets;
import dev.weir.k8s.api.Tenant;
import dev.weir.k8s.api.TenantCluster;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.id.ClusterId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Clusters as the operator of a region's Kubernetes makes them: written there as {@code TenantCluster}. */
@ApplicationScoped
class KubernetesClusterRuntime implements ClusterRuntime {
    private static final Logger LOG = Logger.getLogger(KubernetesClusterRuntime.class);
    private static final int UNPROCESSABLE = 422;
    private static final long NAMESPACE_SECONDS = 10;
    private static final Duration RIGHTS_PAUSE = Duration.ofMillis(50);

    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(TenantObjects.CONTROL_PLANE)
            .withForce(true)
            .build();

    private final KubernetesRegions regions;
    private final SystemDatabase database;
    private final ClusterSecrets secrets;
    private final ObservedClusters observed;
    private final PlatformJson json;
    private final KubernetesAccess access;

    KubernetesClusterRuntime(
            KubernetesRegions regions,
            SystemDatabase database,
            ClusterSecrets secrets,
            ObservedClusters observed,
            PlatformJson json,
            KubernetesAccess access) {
        this.regions = regions;
        this.database = database;
        this.secrets = secrets;
        this.observed = observed;
        this.json = json;
        this.access = access;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public boolean actsOnAnnouncement() {
        return false;
    }

    @Override
    public boolean addsBrokers() {
        return false;
    }

    @Override
    public void apply(String region, ClusterDesired desired) {
        KubernetesClient client = regions.client(region);
        boolean isBack = regions.gate(region).pass(() -> {
            switch (desired.state()) {
                case RUNNING, SUSPENDED -> make(client, region, desired);
                case DELETED -> delete(client, region, desired);
            }
        });
        if (isBack) {
            LOG.infof("region=%s is back", region);
            observed.regionIsBack(region);
        }
    }

    private void make(KubernetesClient client, String region, ClusterDesired desired) {
        var ground = regions.ground(region);
        write(client, TenantObjects.tenant(desired, ground));
        awaitNamespace(client, Tenant.namespaceOf(desired.organization()));
        ClusterSecret secret =
                database.inNewTransaction(connection -> secrets.hold(connection, new ClusterId(desired.cluster())));
        writeWhenAllowed(client, TenantObjects.keys(desired, json.write(secret)));
        access.write(region, new ClusterId(desired.cluster()));
        writeUnlessNewer(client, TenantObjects.cluster(desired, ground));
    }

    /** The operator makes it as soon as it sees the tenant. One that is being ended must be gone first. */
    private static void awaitNamespace(KubernetesClient client, String name) {
        client.resources(Namespace.class)
                .withName(name)
                .waitUntilCondition(
                        namespace ->
                                namespace != null && namespace.getMetadata().getDeletionTimestamp() == null,
                        NAMESPACE_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** The operator gives us our rights when it has made the namespace, and an API server may hear of that later still. */
    private static void writeWhenAllowed(KubernetesClient client, HasMetadata object) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(NAMESPACE_SECONDS);
        while (true) {
            try {
                write(client, object);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN || System.nanoTime() > end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(RIGHTS_PAUSE.toNanos());
        }
    }

    /** What is deleted carries the generation that wanted it so, for those who report its end. */
    private void delete(KubernetesClient client, String region, ClusterDesired desired) {
        var resource = client.resource(TenantObjects.cluster(desired, regions.ground(region)));
        TenantCluster present = resource.get();
        if (present == null) {
            observed.recordAndTell(
                    ClusterStatus.deleted(desired.cluster(), desired.generation(), System.currentTimeMillis()));
            forgetTenant(client, desired.organization());
            return;
        }
        if (present.getMetadata().getDeletionTimestamp() == null) {
            if (present.getSpec().generation() < desired.generation()) {
                writeIfValid(client, TenantObjects.cluster(desired, regions.ground(region)));
            }
            resource.delete();
        }
    }

    /** What can't be written any more, since its kind has other rules now, must go all the same. */
    private static void writeIfValid(KubernetesClient client, TenantCluster cluster) {
        try {
            write(client, cluster);
        } catch (KubernetesClientException e) {
            if (e.getCode() != UNPROCESSABLE) {
                throw e;
            }
            LOG.infof(
                    "cluster=%s is deleted as it is: %s", cluster.getMetadata().getName(), e.getMessage());
        }
    }

    /** An organization without clusters needs no namespace; the next cluster makes it anew. */
    static void forgetTenant(KubernetesClient client, String organization) {
        boolean empty = client.resources(TenantCluster.class)
                .inNamespace(Tenant.namespaceOf(organization))
                .list()
                .getItems()
                .isEmpty();
        if (empty) {
            client.resources(Tenant.class).withName(organization).delete();
        }
    }

    private static void write(KubernetesClient client, HasMetadata object) {
        client.resource(object).patch(FORCED);
    }

    private static void writeUnlessNewer(KubernetesClient client, TenantCluster cluster) {
        try {
            write(client, cluster);
        } catch (KubernetesClientException e) {
            if (e.getCode() != UNPROCESSABLE || !String.valueOf(e.getMessage()).contains("spec.generation")) {
                throw e;
            }
            LOG.infof(
                    "cluster=%s generation=%d is late",
                    cluster.getMetadata().getName(), cluster.getSpec().generation());
        }
    }
}
